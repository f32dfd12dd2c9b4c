using Plumb.Catalog;
using Plumb.Diffing;
using Plumb.Diffing.Scripts;
using Plumb.Findings;

namespace Plumb.Reporting.Differences;

/// <summary>Makes the report of <c>diff</c>.</summary>
public static class DifferenceReports
{
    /// <summary>Compares two sides: exit code 0 for equal schemas, 1 for different ones.</summary>
    public static Report Of(ReportedDifference difference)
    {
        var isEqual = difference.Difference.IsEmpty;
        return new Report("diff", isEqual ? EqualVerdict(difference.After) : DifferentVerdict(difference), isEqual ? ExitCode.Success : ExitCode.Failed)
        {
            Difference = difference,
            Findings = [.. Doubts(difference)],
        };
    }

    /// <summary>The report of a difference that was written as a migration.</summary>
    /// <param name="command">The command.</param>
    /// <param name="written">The migration.</param>
    /// <param name="files">Its files; empty when nothing of the difference could be written.</param>
    /// <param name="holder">The environment that has its objects already; null when none is known to.</param>
    public static Report OfWritten(string command, SchemaMigration written, IReadOnlyList<string> files, string? holder) => new(
        command,
        files.Count == 0 ? new Verdict("nothing written", "every difference is withheld, or none of Plumb's DDL makes it") : new Verdict("written", string.Join("\n         ", files)),
        files.Count == 0 ? ExitCode.Failed : ExitCode.Success)
    {
        Findings =
        [
            .. written.Plan.IsComplete ? [] : new[] { DifferenceFindings.WrittenInPart(written) },
            .. written.Losses.Count == 0 ? [] : new[] { DifferenceFindings.RevertLosesData(written) },
        ],
        Next = (files, holder) switch
        {
            ([], _) => null,
            (_, null) => "Read the files, then run: plumb up",
            ([var migration, ..], _) => $"Read the files, then record them there: plumb adopt {Path.GetFileNameWithoutExtension(migration)} --env {holder}",
        },
    };

    /// <summary>What keeps the comparison from being the whole truth.</summary>
    public static IEnumerable<Finding> Doubts(ReportedDifference difference)
    {
        var (before, after) = (difference.Before, difference.After);
        foreach (var side in (ReportedSide[])[before, after])
        {
            foreach (var gap in side.Snapshot.Gaps)
            {
                yield return gap.ToFinding() with { Message = $"not compared, as it is not in the snapshot of {side.Name}: {gap.What}" };
            }
        }

        if (MajorOf(before.Snapshot) != MajorOf(after.Snapshot))
        {
            yield return DifferenceFindings.VersionsDiffer(before, after);
        }

        if (ScopeOf(before.Snapshot.Options) != ScopeOf(after.Snapshot.Options))
        {
            yield return DifferenceFindings.ScopesDiffer(before, ScopeOf(before.Snapshot.Options), after, ScopeOf(after.Snapshot.Options));
        }
    }

    private static Verdict EqualVerdict(ReportedSide side) =>
        new("equal", $"{FactText.Count(side.Snapshot.Facts.Count, "fact")} on both sides, fingerprint {side.Snapshot.Fingerprint.Text[..16]}");

    private static Verdict DifferentVerdict(ReportedDifference difference)
    {
        var counts = new List<string>();
        Add(DeltaKind.Removed, $"only in {difference.Before.Name}");
        Add(DeltaKind.Added, $"only in {difference.After.Name}");
        Add(DeltaKind.Changed, "changed");
        return new Verdict("different", $"{FactText.Count(difference.Objects.Count, "object")}: {string.Join(", ", counts)}");

        void Add(DeltaKind kind, string word)
        {
            var count = difference.Objects.Count(o => o.Kind == kind);
            if (count > 0)
            {
                counts.Add(string.Create(null, $"{count} {word}"));
            }
        }
    }

    private static string MajorOf(Snapshot snapshot) => snapshot.ServerVersion.Split('.')[0];

    private static string ScopeOf(SnapshotOptions options)
    {
        string[] parts =
        [
            options.Profile is null ? "everything but Plumb's ledger" : $"without what the profile {options.Profile} owns",
            .. options.Schemas.Select(static s => $"schema {s}"),
            .. options.ExcludedSchemas.Select(static s => $"without schema {s}"),
            .. options.IncludesRoles ? ["with roles"] : Array.Empty<string>(),
        ];
        return string.Join(", ", parts);
    }
}
