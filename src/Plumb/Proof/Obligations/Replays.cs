using System.Globalization;

namespace Plumb.Proof.Obligations;

/// <summary>Every statement runs where it stands in the chain. Not asked of a migration afterwards, like the others, but seen while it is applied.</summary>
internal static class Replays
{
    /// <summary>Its name in <c>plumb.yaml</c> and in reports.</summary>
    public const string Name = "replays";

    /// <summary>Every statement ran.</summary>
    public static ObligationResult Shown(ProofContext context, TimeSpan duration)
    {
        var count = context.Prepared.Up.Statements.Count;
        return new ObligationResult(Name, context.Migration.Id, ProofOutcome.Shown, string.Create(CultureInfo.InvariantCulture, $"{count} statement{(count == 1 ? "" : "s")}"))
        {
            Coverage = new Coverage(count, count, "statements"),
            Duration = duration,
        };
    }

    /// <summary>Some did not.</summary>
    public static ObligationResult Faulty(ProofContext context, IReadOnlyList<ReplayFault> faults, TimeSpan duration)
    {
        var count = context.Prepared.Up.Statements.Count;
        return new ObligationResult(
            Name, context.Migration.Id, ProofOutcome.Faulty, string.Create(CultureInfo.InvariantCulture, $"{faults.Count} of {count} statements do not run"))
        {
            Coverage = new Coverage(count - faults.Count, count, "statements"),
            Duration = duration,
        };
    }

    /// <summary>Adds to the results what is wrong: faults that stand for themselves, each with those that follow from it.</summary>
    public static void Explain(List<ObligationResult> results, IReadOnlyList<ReplayFault> faults, Func<string, string?> creatorOf)
    {
        var roots = FaultOrder.Sort(faults, creatorOf).ToLookup(static f => f.Prepared.Migration.Id, StringComparer.Ordinal);
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i] is { Obligation: Name, Outcome: ProofOutcome.Faulty, Migration: { } migration } result)
            {
                results[i] = result with { Findings = [.. roots[migration].Select(static f => f.Finding)] };
            }
        }
    }
}
