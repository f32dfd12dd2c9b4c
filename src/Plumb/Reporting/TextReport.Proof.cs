using System.Globalization;
using Plumb.Execution;
using Plumb.Proof;

namespace Plumb.Reporting;

public sealed partial class TextReport
{
    private const int ProofTime = 9;

    private void WriteProof(ProofResult proof)
    {
        output.WriteLine($"{style.Strong("shadow")}  {proof.Role}, PostgreSQL {proof.ServerVersion}, embedded{(proof.IsSuperuser ? ", superuser" : "")}");
        var chain = proof.Chain;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"chain   {chain.Folder}{(chain.Tool.Length == 0 ? "" : $" as {chain.Tool} keeps it")}, {Count(chain.Versioned.Count + chain.Repeatable.Count, "file")}"));
        wroteSomething = true;
        Separate();
        WriteProofTable(proof);
        Separate();
        foreach (var obligation in proof.Obligations)
        {
            WriteEvidence(proof, obligation);
        }
    }

    // A name above each column, with a line down to it: the columns stay two characters wide.
    private void WriteProofTable(ProofResult proof)
    {
        var room = style.Width - 2 - 2 * proof.Obligations.Count - ProofTime;
        var longest = proof.Chain.Migrations.Select(static m => m.Id.Length).DefaultIfEmpty().Max();
        var width = Math.Min(room, longest + 2);
        for (var i = 0; i < proof.Obligations.Count; i++)
        {
            output.WriteLine(style.Faint($"  {new string(' ', width)}{string.Concat(Enumerable.Repeat("│ ", i))}{proof.Obligations[i]}"));
        }

        var byMigration = proof.Results.ToLookup(static r => r.Migration, StringComparer.Ordinal);
        foreach (var migration in proof.Chain.Migrations)
        {
            var results = byMigration[migration.Id].ToDictionary(static r => r.Obligation, StringComparer.Ordinal);
            if (results.Count > 0)
            {
                WriteProofRow(proof, migration.Id, width, results);
            }
        }

        if (byMigration[null].Any())
        {
            WriteProofRow(proof, "the whole chain", width, byMigration[null].ToDictionary(static r => r.Obligation, StringComparer.Ordinal));
        }
    }

    private void WriteProofRow(ProofResult proof, string name, int width, Dictionary<string, ObligationResult> results)
    {
        var marks = string.Concat(proof.Obligations.Select(o => $"{(results.TryGetValue(o, out var result) ? Mark(proof, result) : " ")} "));
        var time = results.Values.Aggregate(TimeSpan.Zero, static (sum, r) => sum + r.Duration);
        output.WriteLine($"  {Cut(name, width - 1).PadRight(width)}{marks}{style.Faint(Durations.Rough(time).PadLeft(ProofTime - 1))}");
    }

    private void WriteEvidence(ProofResult proof, string obligation)
    {
        var results = proof.Results.Where(r => r.Obligation == obligation && r.Outcome != ProofOutcome.NotApplicable).ToList();
        if (results.Count == 0)
        {
            var why = proof.Results.FirstOrDefault(r => r.Obligation == obligation)?.Evidence;
            output.WriteLine($"  · {obligation,-18}{why ?? "nothing to show"}");
            return;
        }

        var worst = results.MaxBy(r => proof.Fails(r) ? 3 : r.Outcome switch { ProofOutcome.Faulty => 2, ProofOutcome.Missing => 1, _ => 0 })!;
        var lead = $"  {Mark(proof, worst)} {obligation,-18}";
        foreach (var line in TextLines.Wrap(ReportWords.EvidenceOf(results), style.Width - 22))
        {
            output.WriteLine($"{lead}{line}");
            lead = new string(' ', 22);
        }
    }

    private string Mark(ProofResult proof, ObligationResult result) => result.Outcome switch
    {
        ProofOutcome.Shown => style.Good("✓"),
        ProofOutcome.NotApplicable => style.Faint("·"),
        _ when proof.Fails(result) => style.Bad("✗"),
        ProofOutcome.Missing => style.Warn("○"),
        _ => style.Warn("!"),
    };

    private static string Count(int number, string noun) => $"{number.ToString(CultureInfo.InvariantCulture)} {noun}{(number == 1 ? "" : "s")}";
}
