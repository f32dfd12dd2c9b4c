using System.Globalization;
using Plumb.Drift;
using Plumb.Execution;
using Plumb.Diffing;
using Plumb.Findings;

namespace Plumb.Reporting.Differences;

/// <summary>Makes the reports of <c>drift</c>.</summary>
public static class DriftReports
{
    /// <summary>A database against its ledger: exit code 0 when it is as the ledger and the chain say, 1 when not.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="listsParts">True to list every part of what only one side has.</param>
    public static Report Of(DriftResult result, bool listsParts)
    {
        var environment = result.Inspection.Target.Environment;
        var difference = new ReportedDifference(
            new ReportedSide("ledger", $"{FactText.Count(result.Replayed, "migration")}, replayed on PostgreSQL {result.Difference.Before.ServerVersion}", result.Difference.Before),
            new ReportedSide(environment, $"{result.Inspection.Target}  PostgreSQL {result.Actual.ServerVersion}", result.Actual),
            result.Difference,
            Renames.In(result.Difference))
        {
            Notes = result.Objects.ToDictionary(static o => o.Id, static o => new ObjectNote(o.When, o.MendsDatabase, o.MendsChain)),
            ListsParts = listsParts,
        };
        var isTrue = result.Difference.IsEmpty;
        return new Report("drift", isTrue ? TrueVerdict(result) : DriftVerdict(result), isTrue ? ExitCode.Success : ExitCode.Failed)
        {
            Databases = [ReportedDatabase.Of(result.Inspection)],
            Difference = difference,
            StandIns = result.StandIns,
            Findings = [.. DifferenceReports.Doubts(difference), .. result.Findings],
            Next = isTrue ? null : $"Keep what {environment} has in a migration: plumb drift --env {environment} --write NAME",
        };
    }

    /// <summary>What the self-test planted and found.</summary>
    public static Report OfSelfTest(SelfTestResult result)
    {
        var found = result.Planted.Count(static p => p.IsFound);
        var unexpected = result.Unexpected.Count == 0 ? "" : $"; and found what was not planted: {string.Join(", ", result.Unexpected)}";
        return new Report(
            "drift",
            new Verdict(result.Succeeded ? "self-test passed" : "self-test FAILED", string.Create(CultureInfo.InvariantCulture, $"{found} of {result.Planted.Count} that were planted were found{unexpected}")),
            result.Succeeded ? ExitCode.Success : ExitCode.Failed)
        {
            SelfTest = result,
        };
    }

    /// <summary>An interval for people, in up to three parts.</summary>
    internal static IEnumerable<string> TextsOf(LedgerInterval when)
    {
        if (when.After is { } after)
        {
            yield return $"after {TextOf(after)}";
        }

        if (when.Before is { } before)
        {
            yield return $"before {TextOf(before)}";
        }

        if (when.Again is { } again)
        {
            yield return $"and again after {TextOf(again)}";
        }
    }

    private static string TextOf(LedgerEvent entry) =>
        string.Create(CultureInfo.InvariantCulture, $"event {entry.Id}, {entry.Action} {entry.Migration}, {entry.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");

    private static Verdict TrueVerdict(DriftResult result) => new(
        "true", $"{FactText.Count(result.Actual.Facts.Count, "fact")} are as {FactText.Count(result.Replayed, "migration")} made them, fingerprint {result.Actual.Fingerprint.Text[..16]}");

    private static Verdict DriftVerdict(DriftResult result)
    {
        var kinds = result.Objects.Select(static o => new ObjectDifference(o.Id, o.Deltas).Kind).ToList();
        string[] counts =
        [
            .. Counted(kinds, DeltaKind.Added, "not recorded"),
            .. Counted(kinds, DeltaKind.Removed, "missing"),
            .. Counted(kinds, DeltaKind.Changed, "changed"),
        ];
        return new Verdict("out of plumb", $"{FactText.Count(kinds.Count, "object")}: {string.Join(", ", counts)}");
    }

    private static IEnumerable<string> Counted(List<DeltaKind> kinds, DeltaKind kind, string word)
    {
        var count = kinds.Count(k => k == kind);
        return count == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{count} {word}")];
    }
}
