using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Proof;

namespace Plumb.Reporting;

public static partial class Reports
{
    /// <summary>The report of <c>prove</c>.</summary>
    public static Report OfProof(ProofResult proof)
    {
        var failures = proof.Failures.ToList();
        var migrations = proof.Results.Where(static r => r.Migration is not null).DistinctBy(static r => r.Migration).Count();
        var shown = proof.Results.Count(static r => r.Outcome == ProofOutcome.Shown);
        var missing = proof.Results.Count(static r => r.Outcome == ProofOutcome.Missing);
        var verdict = failures.Count == 0
            ? new Verdict(
                "proven",
                $"{Count(migrations, "migration")}, {Count(shown, "obligation")} shown{(missing == 0 ? "" : $", {missing} with nothing to show them by")}, {Durations.Rough(proof.Duration)}")
            : new Verdict(
                "not proven",
                $"{string.Join(", ", failures.GroupBy(static f => f.Obligation, StringComparer.Ordinal).Select(g => $"{g.Key} fails for {Failing([.. g])}"))}, {Durations.Rough(proof.Duration)}");
        return new Report("prove", verdict, failures.Count == 0 ? ExitCode.Success : ExitCode.Failed)
        {
            Proof = proof,
            StandIns = proof.StandIns,
            Findings = [.. proof.Chain.Findings.Where(static f => f.Severity != Severity.Error), .. proof.Findings],
        };
    }

    /// <summary>The report of <c>prove --check</c>.</summary>
    public static Report OfCertificate(Chain chain, Finding? fault) => new(
        "prove",
        fault is null
            ? new Verdict("holds", $"{ProofCertificate.FileName} is about this chain, {Count(chain.Versioned.Count + chain.Repeatable.Count, "migration")}")
            : new Verdict("does not hold", "the chain is not proven as it is"),
        fault is null ? ExitCode.Success : ExitCode.Failed)
    {
        Findings = fault is null ? [] : [fault],
    };

    private static string Failing(IReadOnlyList<ObligationResult> failures) =>
        failures is [{ Migration: { } only }] ? only : failures is [{ Migration: null }] ? "the chain" : Count(failures.Count, "migration");
}
