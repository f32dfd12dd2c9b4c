using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Reporting;

/// <summary>What of a chain's findings is worth saying in a report on databases: nothing that can no longer be mended.</summary>
internal static class NotableFindings
{
    /// <summary>All but errors, and but a shared version that every one of <paramref name="results"/> has in place.</summary>
    public static IEnumerable<Finding> Of(Chain chain, IReadOnlyList<ExecutionResult> results) => chain.Findings
        .Where(f => f.Severity != Severity.Error && !(f.Code == FindingCodes.DuplicateVersion && IsSettled(f, chain, results)));

    private static bool IsSettled(Finding finding, Chain chain, IReadOnlyList<ExecutionResult> results)
    {
        var version = chain.Versioned.FirstOrDefault(m => m.File == finding.Place?.File)?.Version;
        List<string> sharing = [.. chain.Versioned.Where(m => m.Version == version).Select(static m => m.Id)];
        return results.All(r => !sharing.Except(r.Before.InPlace, StringComparer.Ordinal).Any());
    }
}
