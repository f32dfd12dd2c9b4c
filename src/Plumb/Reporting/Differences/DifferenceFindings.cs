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

    public static Finding ScopesDiffer(ReportedSide before, string beforeScope, ReportedSide after, string afterScope) => new(
        FindingCodes.ScopesDiffer, Severity.Warning, $"the snapshots of {before.Name} and {after.Name} do not take in the same")
    {
        Details = [$"{before.Name}: {beforeScope}", $"{after.Name}: {afterScope}"],
        Meaning = "what only one of them takes in looks like a difference",
        Help = "take both with the same --schema, --exclude-schema and --roles, from projects of the same profile",
    };
}
