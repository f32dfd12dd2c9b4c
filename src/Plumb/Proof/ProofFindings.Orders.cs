using Plumb.Findings;
using Plumb.Proof.Orders;

namespace Plumb.Proof;

internal static partial class ProofFindings
{
    public static Finding GitFailed(string reference, string why) =>
        new(FindingCodes.GitFailed, Severity.Error, $"git does not say what was added since {reference}")
        {
            Details = why.Length == 0 ? [] : [why],
            Meaning = "which migrations are pending is read from the repository: it must know the commit",
            Help = "fetch it: git fetch origin\nor name them: plumb prove --pending FILE",
        };

    public static Finding OrderMatters(OrderConflict conflict, string role)
    {
        var (mine, theirs) = (conflict.Mine.Migration, conflict.Theirs.Migration);
        var failed = conflict.TheirsFirst ?? conflict.MineFirst;
        var culprit = failed is null ? null
            : conflict.Mine.Up.Statements.Contains(failed.Statement) ? conflict.Mine : conflict.Theirs;
        var finding = failed is null ? null : Of(failed, culprit!.Migration, role);
        var message = (conflict.MineFirst, conflict.TheirsFirst) switch
        {
            (null, null) => $"{mine.Id} and {theirs.Id} leave another schema when they run in the other order",
            ({ }, { }) => $"{mine.Id} and {theirs.Id} exclude each other: {finding!.Message}",
            (null, { }) => $"{mine.Id} and {theirs.Id} run in one order only, {mine.Id} first: {finding!.Message}",
            _ => $"{mine.Id} and {theirs.Id} run in one order only, {theirs.Id} first: {finding!.Message}",
        };
        return new Finding(FindingCodes.OrderMatters, Severity.Error, message)
        {
            Place = ReferenceEquals(culprit, conflict.Mine) ? finding!.Place : mine.Up.Source.PlaceAt(0),
            SqlState = finding?.SqlState,
            Details = [.. conflict.Differences, .. finding is null ? [] : finding.Details],
            Meaning = $"a database that has {theirs.Id} already gets {mine.Id} after it; one that is made anew gets both by version",
            Help = $"let one say in its header which comes first (-- plumb: requires {theirs.Id}), or take apart what both change; {ProveAgain}",
        };
    }
}
