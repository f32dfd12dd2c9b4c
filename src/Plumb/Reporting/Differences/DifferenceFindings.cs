using Plumb.Diffing.Scripts;
using Plumb.Findings;

namespace Plumb.Reporting.Differences;

/// <summary>The texts about comparisons that are not the whole truth.</summary>
internal static class DifferenceFindings
{
    public static Finding VersionsDiffer(ReportedSide before, ReportedSide after) => new(
        FindingCodes.ServerVersionsDiffer,
        Severity.Warning,
        $"{before.Name} is from PostgreSQL {before.Snapshot.ServerVersion} and {after.Name} from {after.Snapshot.ServerVersion}")
    {
        Meaning = "servers of different major versions may show the same view or function with other words",
        Help = "compare on one major version where a difference is in doubt",
    };

    public static Finding WrittenInPart(SchemaMigration written) => new(
        FindingCodes.WrittenInPart, Severity.Warning, "the migration leaves out some of the difference")
    {
        Details = [.. written.Plan.WithheldWholes.Select(static w => w.ToString()), .. written.Plan.Unreachable.Select(static u => u.ToString())],
        Meaning = "what would lose data is left out, and so is what Plumb has no DDL for; comments at the end of the file say it too",
        Help = written.Plan.Withheld.Count > 0 ? "write it again with --allow-drop, or leave it at that" : "add what is missing to the file by hand",
    };

    public static Finding RevertLosesData(SchemaMigration written) => new(
        FindingCodes.RevertLosesData, Severity.Note, $"the revert script loses {string.Join(", ", written.Losses)}")
    {
        Meaning = "what the migration makes was not there before, and goes with its data when it is taken back",
        Help = "save the rows before you take it back: pg_dump --data-only",
    };

    public static Finding ScopesDiffer(ReportedSide before, string beforeScope, ReportedSide after, string afterScope) => new(
        FindingCodes.ScopesDiffer, Severity.Warning, $"the snapshots of {before.Name} and {after.Name} do not take in the same")
    {
        Details = [$"{before.Name}: {beforeScope}", $"{after.Name}: {afterScope}"],
        Meaning = "what only one of them takes in looks like a difference",
        Help = "take both with the same --schema, --exclude-schema and --roles, from projects of the same profile",
    };
}
