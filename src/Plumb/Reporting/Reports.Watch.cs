using Plumb.Execution;
using Plumb.Findings;
using Plumb.Proof;
using Plumb.Watching;

namespace Plumb.Reporting;

public static partial class Reports
{
    /// <summary>One report of <c>watch</c>.</summary>
    public static Report OfWatch(WatchReport watched) => new("watch", VerdictOf(watched), watched.Holds ? ExitCode.Success : ExitCode.Failed)
    {
        Watched = watched,
        Proof = watched.Proof,
        StandIns = watched.Proof?.StandIns ?? [],
        Findings = watched.Proof is { } proof ? FindingsOf(watched.Stage, proof) : watched.Findings,
    };

    /// <summary>The last report of <c>watch</c>, which its user has ended.</summary>
    /// <param name="proven">After how many saves everything was shown.</param>
    /// <param name="refuted">After how many something was not.</param>
    public static Report OfWatchEnd(int proven, int refuted) =>
        new("watch", new Verdict("ended", $"{Count(proven + refuted, "save")} judged, {proven} proven, {refuted} not"), ExitCode.Success);

    private static Verdict VerdictOf(WatchReport watched)
    {
        var time = Durations.Rough(watched.Duration);
        if (watched.Proof is not { } proof)
        {
            return new Verdict("not proven", $"the files are at fault, {time}");
        }

        var failures = proof.Failures.ToList();
        if (failures.Count > 0)
        {
            return new Verdict("not proven", $"{string.Join(", ", failures.GroupBy(static f => f.Obligation, StringComparer.Ordinal).Select(g => $"{g.Key} fails for {Failing([.. g])}"))}, {time}");
        }

        return new Verdict("proven", $"{(watched.Migration is { } migration ? $"{migration}: {ShownOf(proof)}" : Replayed(watched, proof))}, {time}");
    }

    private static string ShownOf(ProofResult proof) =>
        string.Join(", ", proof.Obligations.Where(o => proof.Results.Any(r => r.Obligation == o && r.Outcome == ProofOutcome.Shown))) is { Length: > 0 } shown ? shown : "nothing to show";

    private static string Replayed(WatchReport watched, ProofResult proof)
    {
        var migrations = proof.Results.DistinctBy(static r => r.Migration, StringComparer.Ordinal).Count();
        var checks = proof.Results.Where(static r => r is { Obligation: "verified", Coverage: not null }).Select(static r => r.Coverage!.Value).ToList();
        var where = watched.Stage == WatchStage.After ? " after it" : "";
        return migrations == 0 ? watched.Stage == WatchStage.After ? "nothing comes after it" : "there is no migration yet"
            : $"{Count(migrations, "migration")}{where} {(migrations == 1 ? "replays" : "replay")}, {(checks.Sum(static c => c.Total) is > 0 and var total ? $"{checks.Sum(static c => c.Covered)} of {Count(total, "required check")} PASS" : "no required check")}";
    }

    // Of migrations that nobody touched, only what fails.
    private static IReadOnlyList<Finding> FindingsOf(WatchStage stage, ProofResult proof) => stage is WatchStage.Save or WatchStage.More
        ? [.. proof.Findings]
        : [.. proof.Failures.SelectMany(static r => r.Findings)];
}
