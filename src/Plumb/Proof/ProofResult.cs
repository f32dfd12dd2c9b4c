using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Proof;

/// <summary>What a proof has shown.</summary>
/// <param name="Chain">What was proven.</param>
/// <param name="Results">By migration, in the order of the chain, then what concerns the whole chain.</param>
/// <param name="Options">What was demanded.</param>
public sealed record ProofResult(Chain Chain, IReadOnlyList<ObligationResult> Results, ProofOptions Options)
{
    /// <summary>The obligations that were looked at, in their order.</summary>
    public IReadOnlyList<string> Obligations { get; init; } = [];

    /// <summary>The version of the server on which it ran.</summary>
    public string ServerVersion { get; init; } = "";

    /// <summary>The role as which the chain ran.</summary>
    public string Role { get; init; } = "";

    /// <summary>Whether that role is a superuser.</summary>
    public bool IsSuperuser { get; init; }

    /// <summary>The stand-ins for extensions on which the proof rests.</summary>
    public IReadOnlyList<string> StandIns { get; init; } = [];

    /// <summary>The fingerprint of the schema that the chain leaves.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>The time it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The results that keep the proof from holding.</summary>
    public IEnumerable<ObligationResult> Failures => Results.Where(Fails);

    /// <summary>True when everything that was demanded is shown.</summary>
    public bool Holds => !Failures.Any();

    /// <summary>Everything that was found, errors that only advise turned into warnings.</summary>
    public IEnumerable<Finding> Findings => Results.SelectMany(r => r.Findings.Select(f => Fails(r) ? f : Lowered(f)));

    /// <summary>Whether a result keeps the proof from holding.</summary>
    public bool Fails(ObligationResult result) => result.Fails(Options);

    private static Finding Lowered(Finding finding) => finding.Severity == Severity.Error ? finding with { Severity = Severity.Warning } : finding;
}
