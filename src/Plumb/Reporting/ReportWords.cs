using System.Globalization;
using Plumb.Checks;
using Plumb.Execution;
using Plumb.Proof;

namespace Plumb.Reporting;

/// <summary>The words of the machine-readable formats; part of their contract.</summary>
internal static class ReportWords
{
    public static string Of(MigrationOutcome outcome) => outcome switch
    {
        MigrationOutcome.Applied => "applied",
        MigrationOutcome.Reverted => "reverted",
        MigrationOutcome.RolledBack => "rolled back",
        MigrationOutcome.TakenBack => "taken back",
        MigrationOutcome.Unverified => "unverified",
        _ => "incomplete",
    };

    public static string Of(MigrationState state) => state.ToString().ToLowerInvariant();

    public static string Of(CheckResult result) => result.Outcome switch
    {
        Outcome.Pass when result.IsVacuous => "PASS (vacuous)",
        Outcome.Pass => "PASS",
        Outcome.Fail => "FAIL",
        Outcome.Error => "ERROR",
        _ => "not run",
    };

    /// <summary>How an obligation ended.</summary>
    public static string Of(ProofOutcome outcome) => outcome switch
    {
        ProofOutcome.Shown => "shown",
        ProofOutcome.Faulty => "faulty",
        ProofOutcome.Missing => "missing",
        _ => "not applicable",
    };

    /// <summary>The evidence of one obligation over several migrations: sums where there is something to count, the words with their numbers else.</summary>
    public static string EvidenceOf(IReadOnlyList<ObligationResult> results)
    {
        var parts = results.Where(static r => r.Coverage is null || r.Outcome != ProofOutcome.Shown)
            .GroupBy(static r => r.Evidence, StringComparer.Ordinal)
            .OrderByDescending(static g => g.Count())
            .Select(static g => g.Count() == 1 ? g.Key : string.Create(CultureInfo.InvariantCulture, $"{g.Count()} × {g.Key}"))
            .ToList();
        var counted = results.Where(static r => r.Coverage is not null).Select(static r => r.Coverage!.Value).ToList();
        var sums = counted.GroupBy(static c => c.Unit, StringComparer.Ordinal)
            .Select(static g => string.Create(CultureInfo.InvariantCulture, $"{g.Sum(static c => c.Covered)} of {g.Sum(static c => c.Total)} {g.Key}"));
        var shown = parts.Count <= 6 ? parts : [.. parts.Take(5), string.Create(CultureInfo.InvariantCulture, $"{parts.Count - 5} more")];
        return string.Join(", ", sums.Concat(shown));
    }
}
