using System.Globalization;
using Plumb.Checks;
using Plumb.Diffing.Scripts;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Reporting.Differences;

namespace Plumb.Reporting;

/// <summary>Writes a report as Markdown, for a pull request or a runbook.</summary>
/// <param name="output">Where it goes.</param>
public sealed partial class MarkdownReport(TextWriter output)
{
    /// <summary>A whole report.</summary>
    public void Write(Report report)
    {
        output.WriteLine($"## plumb {report.Command}: {report.Verdict.Word}");
        output.WriteLine();
        output.WriteLine($"**{report.Verdict.Word}**: {Escape(report.Verdict.Text)}");
        if (report.Databases.Count > 0)
        {
            output.WriteLine();
            foreach (var database in report.Databases)
            {
                output.WriteLine($"- {database.Environment}: `{database.Target}`, PostgreSQL {database.Server.Version}");
            }
        }

        if (report.Difference is not null)
        {
            DifferenceMarkdown.Write(report.Difference, output);
        }

        if (report.Plan is { } plan)
        {
            output.WriteLine($"\n```sql\n{PlanScript.Of(plan)}```");
        }

        if (report.SelfTest is { } selfTest)
        {
            output.WriteLine("\n| Planted | By | Found |\n|---|---|---|");
            foreach (var planted in selfTest.Planted)
            {
                output.WriteLine($"| {planted.What} | {Escape(planted.Sql)} | {(planted.IsFound ? "yes" : "NO")} |");
            }
        }

        WriteMigrations(report);
        WriteStatus(report);
        WritePresence(report.Presence);
        WriteAccess(report.Access);
        if (report.Proof is not null)
        {
            WriteProof(report.Proof);
        }

        if (report.Statistics is not null)
        {
            WriteStatistics(report.Statistics);
        }

        foreach (var group in report.Checks.Where(static g => g.Checks.Results.Count > 0))
        {
            WriteChecks(group);
        }

        if (report.StandIns.Count > 0)
        {
            output.WriteLine();
            output.WriteLine($"Stand-ins took the place of extensions that this server lacks: {Escape(string.Join(", ", report.StandIns))}.");
        }

        WriteFindings(report);
    }

    private void WriteMigrations(Report report)
    {
        if (report.Migrations.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("| Migration | Result | Time |");
        output.WriteLine("|---|---|---:|");
        foreach (var result in report.Migrations)
        {
            output.WriteLine($"| {Escape(result.Migration.Id)} | {ReportWords.Of(result.Outcome)} | {Durations.Rough(result.Duration)} |");
        }
    }

    private void WriteStatus(Report report)
    {
        if (report.Status.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"| Migration | {string.Join(" | ", report.Databases.Select(static d => d.Environment))} |");
        output.WriteLine($"|---|{string.Concat(report.Databases.Select(static _ => "---|"))}");
        foreach (var row in report.Status)
        {
            output.WriteLine($"| {Escape(row.Id)} | {string.Join(" | ", row.States.Select(static s => s is null ? "–" : ReportWords.Of(s.State)))} |");
        }
    }

    private void WriteChecks(VerifiedMigration group)
    {
        output.WriteLine();
        output.WriteLine($"### {Escape(group.Migration?.Id ?? "Health of the whole database")}");
        output.WriteLine();
        output.WriteLine("| Check | Criterion | Found | Result | Evidence |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var result in group.Checks.Results)
        {
            var title = $"{result.Check.Title}{(result.Check.IsRequired ? "" : " (optional)")}";
            output.WriteLine($"| {Escape(title)} | {Escape(result.Expected)} | {Escape(result.Found)} | {ReportWords.Of(result)} | {EvidenceOf(result)} |");
        }
    }

    private static string EvidenceOf(CheckResult result)
    {
        var rows = result.Evidence.Rows
            .Select(row => Escape(string.Join(", ", result.Evidence.Columns.Zip(row, static (column, value) => $"{column}={value ?? "NULL"}"))));
        var more = EvidenceCount.Of(result) - result.Evidence.Rows.Count;
        var text = string.Join("<br>", rows);
        return more > 0 && text.Length > 0 ? $"{text}<br>… {more.ToString(CultureInfo.InvariantCulture)} more" : text;
    }

    private void WriteFindings(Report report)
    {
        var findings = report.Findings.Concat(report.Checks.SelectMany(static g => g.Checks.Results).Select(static r => r.Finding).OfType<Finding>()).ToList();
        if (findings.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("### Findings");
        foreach (var finding in findings)
        {
            output.WriteLine();
            output.WriteLine("```");
            output.Write(FindingText.Render(finding));
            output.WriteLine("```");
        }
    }

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal)
        .Replace("`", "\\`", StringComparison.Ordinal)
        .ReplaceLineEndings(" ");
}
