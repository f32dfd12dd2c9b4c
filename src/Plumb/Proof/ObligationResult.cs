using Plumb.Findings;

namespace Plumb.Proof;

/// <summary>What became of one obligation of one migration, or of the chain as a whole.</summary>
/// <param name="Obligation">The obligation's name.</param>
/// <param name="Migration">The migration; null for the chain as a whole.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Evidence">What that rests on, in a few words.</param>
public sealed record ObligationResult(string Obligation, string? Migration, ProofOutcome Outcome, string Evidence)
{
    /// <summary>What was found, with its places.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>How much was looked at; null where it is all or nothing.</summary>
    public Coverage? Coverage { get; init; }

    /// <summary>The environment in which alone it is so, as it rests on what that has in place; null when it is so wherever the files are the same.</summary>
    public string? OnlyIn { get; init; }

    /// <summary>The time it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Whether it keeps a proof from holding, with these demands.</summary>
    public bool Fails(ProofOptions demanded) => Outcome switch
    {
        ProofOutcome.Faulty => demanded.DemandOn(Obligation) is Demand.Default or Demand.Required,
        ProofOutcome.Missing => demanded.DemandOn(Obligation) == Demand.Required,
        _ => false,
    };
}
