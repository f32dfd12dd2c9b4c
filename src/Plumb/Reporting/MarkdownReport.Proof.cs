using Plumb.Execution;
using Plumb.Proof;

namespace Plumb.Reporting;

public sealed partial class MarkdownReport
{
    private void WriteProof(ProofResult proof)
    {
        output.WriteLine();
        output.WriteLine($"Chain `{proof.Chain.Folder}` on PostgreSQL {proof.ServerVersion} as `{proof.Role}`, {Durations.Rough(proof.Duration)}.");
        output.WriteLine();
        output.WriteLine($"| Migration | {string.Join(" | ", proof.Obligations)} |");
        output.WriteLine($"|---|{string.Concat(proof.Obligations.Select(static _ => ":-:|"))}");
        foreach (var row in proof.Results.GroupBy(static r => r.Migration, StringComparer.Ordinal))
        {
            var marks = proof.Obligations.Select(o => row.FirstOrDefault(r => r.Obligation == o) is { } result ? Mark(proof, result) : "");
            output.WriteLine($"| {Escape(row.Key ?? "the whole chain")} | {string.Join(" | ", marks)} |");
        }

        output.WriteLine();
        output.WriteLine("| Obligation | Evidence |");
        output.WriteLine("|---|---|");
        foreach (var obligation in proof.Obligations)
        {
            var results = proof.Results.Where(r => r.Obligation == obligation && r.Outcome != ProofOutcome.NotApplicable).ToList();
            output.WriteLine($"| {obligation} | {(results.Count == 0 ? "nothing to show" : Escape(ReportWords.EvidenceOf(results)))} |");
        }
    }

    private static string Mark(ProofResult proof, ObligationResult result) => result.Outcome switch
    {
        ProofOutcome.Shown => "✓",
        ProofOutcome.NotApplicable => "·",
        _ when proof.Fails(result) => "✗",
        ProofOutcome.Missing => "○",
        _ => "!",
    };
}
