using System.Globalization;
using Plumb.Proof;
using Plumb.Watching;

namespace Plumb.Reporting;

public sealed partial class TextReport
{
    /// <summary>One report of <c>watch</c>: when, which file, what was found, the verdict.</summary>
    public void WriteWatch(Report report)
    {
        var watched = report.Watched!;
        if (watched.Stage == WatchStage.More && report.Findings.Count == 0 && watched.Proof!.Results.All(static r => r.Outcome != ProofOutcome.Shown))
        {
            return;
        }

        if (watched.Stage is WatchStage.Save or WatchStage.Unread || watched.Files.Count > 0 && watched.Migration is null)
        {
            Separate();
            output.WriteLine($"{watched.At.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}  {Saved(watched)}".TrimEnd());
        }

        WriteOpenObligations(watched);
        foreach (var finding in report.Findings)
        {
            WriteFinding(finding);
        }

        if (watched.StillFailing.Count > 0)
        {
            output.WriteLine($"  {style.Warn("!")} still not proven: {string.Join(", ", watched.StillFailing.Take(MostNames))}{(watched.StillFailing.Count > MostNames ? " …" : "")}");
        }

        WriteVerdict(report);
        wroteSomething = true;
    }

    /// <summary>The lines above everything that a watch says.</summary>
    /// <param name="watched">What was shown at its start.</param>
    public void WriteWatchHeader(WatchReport watched)
    {
        var proof = watched.Proof!;
        output.WriteLine($"{style.Strong("shadow")}  {proof.Role}, PostgreSQL {proof.ServerVersion}, embedded{(proof.IsSuperuser ? ", superuser" : "")}");
        if (proof.StandIns.Count > 0)
        {
            output.WriteLine($"{style.Warn("!")} stand-ins took the place of extensions that this server lacks: {string.Join(", ", proof.StandIns)}");
        }

        output.WriteLine($"left    {string.Join(", ", watched.Left)}: plumb prove");
    }

    // What is shown stands in the verdict.
    private void WriteOpenObligations(WatchReport watched)
    {
        foreach (var result in watched is { Migration: not null, Proof: { } proof } ? proof.Results.Where(static r => r.Outcome is ProofOutcome.Faulty or ProofOutcome.Missing) : [])
        {
            output.WriteLine($"  {Mark(watched.Proof!, result)} {result.Obligation,-18}{result.Evidence}");
        }
    }

    private static string Saved(WatchReport watched) => watched.Files.Count switch
    {
        0 => watched.Migration ?? "",
        <= MostNames => string.Join(", ", watched.Files.Select(static f => f.StartsWith('-') ? $"{f[1..]} is gone" : f)),
        _ => string.Create(CultureInfo.InvariantCulture, $"{watched.Files[0]} and {watched.Files.Count - 1} more"),
    };

    private const int MostNames = 4;
}
