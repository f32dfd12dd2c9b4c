using System.Globalization;
using Plumb.Drift;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Reporting.Differences;

namespace Plumb.Reporting;

/// <summary>
/// Writes a report as text for people, as wide as the style allows. The parts can be written one by one while the work goes on.
/// </summary>
/// <param name="output">Where it goes.</param>
/// <param name="style">How it looks.</param>
public sealed partial class TextReport(TextWriter output, TextStyle style)
{
    private const int BesideName = 14;
    private const int PlantedWidth = 20;

    private bool wroteSomething;

    /// <summary>A whole report.</summary>
    public void Write(Report report)
    {
        foreach (var database in report.Databases)
        {
            WriteDatabase(database, report.Databases.Max(static d => d.Environment.Length));
        }

        if (report.Chain is { } chain)
        {
            WriteChain(chain);
        }

        if (report.Migrations.Count > 0)
        {
            Separate();
            foreach (var result in report.Migrations)
            {
                WriteMigration(result);
            }
        }

        WriteRest(report);
    }

    /// <summary>What remains of a report whose databases, chain and migrations were written while they came.</summary>
    public void WriteRest(Report report)
    {
        WriteDifference(report.Difference);
        WriteSelfTest(report.SelfTest);
        WriteStatus(report);
        WriteStatements(report);
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

        WriteChecks([.. report.Checks.Where(static g => g.Checks.Results.Count > 0)]);
        foreach (var finding in report.Findings)
        {
            Separate();
            WriteFinding(finding);
        }

        if (report.StandIns.Count > 0)
        {
            Separate();
            output.WriteLine($"{style.Warn("!")} stand-ins took the place of extensions that this server lacks: {string.Join(", ", report.StandIns)}");
        }

        if (report.Next is not null)
        {
            Separate();
            WriteNext(report.Next);
        }

        Separate();
        WriteVerdict(report);
    }

    /// <summary>The line that says which database is meant; <paramref name="width"/> is that of the longest name among several.</summary>
    public void WriteDatabase(ReportedDatabase database, int width = 0)
    {
        wroteSomething = true;
        var way = database.Server.IsPooled ? "through a pooler" : "direct connection";
        output.WriteLine($"{style.Strong(database.Environment)}{new string(' ', Math.Max(0, Math.Max(6, width) - database.Environment.Length))}  {database.Target}  PostgreSQL {database.Server.Version}, {way}{(database.Server.IsSuperuser ? ", superuser" : "")}");
    }

    /// <summary>The line that says what the chain holds.</summary>
    public void WriteChain(ReportedChain chain) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"chain   {chain.Folder}{(chain.Tool.Length == 0 ? "" : $" as {chain.Tool} keeps it")}, {chain.Files} file{(chain.Files == 1 ? "" : "s")}, {chain.Applied} applied, {chain.Pending} pending"));

    /// <summary>The line of one migration, with what the server reported while it ran.</summary>
    public void WriteMigration(MigrationResult result)
    {
        var (mark, word) = result.Outcome switch
        {
            MigrationOutcome.Applied => (style.Good("✓"), ""),
            MigrationOutcome.Reverted => (style.Good("✓"), "taken back  "),
            MigrationOutcome.RolledBack => (style.Bad("✗"), "rolled back  "),
            MigrationOutcome.TakenBack => (style.Bad("✗"), "taken back  "),
            MigrationOutcome.Unverified => (style.Bad("✗"), "unverified  "),
            _ => (style.Bad("✗"), "stopped in the middle  "),
        };
        var name = NameOf(result.Migration);
        var width = Math.Max(0, style.Width - BesideName - word.Length);
        if (name.Length > width)
        {
            output.WriteLine($"  {name}");
            name = "";
        }

        output.WriteLine($"  {name.PadRight(width)}  {word}{mark}{style.Faint($"{Durations.Rough(result.Duration),8}")}");
        if (result.Retries > 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"      {style.Warn("!")} tried {result.Retries + 1} times, for locks of other sessions"));
        }

        foreach (var line in result.Notices.SelectMany(static n => n.Split('\n')))
        {
            output.WriteLine(style.Faint($"      {line}"));
        }
    }

    /// <summary>One finding in four parts.</summary>
    public void WriteFinding(Finding finding)
    {
        var text = FindingText.Render(finding, style.Width);
        var word = finding.Severity.ToString().ToLowerInvariant();
        var painted = finding.Severity switch
        {
            Severity.Error => style.Bad(word),
            Severity.Warning => style.Warn(word),
            _ => style.Faint(word),
        };
        output.Write(painted);
        output.Write(text.AsSpan(word.Length));
    }

    /// <summary>The last line.</summary>
    public void WriteVerdict(Report report)
    {
        var word = report.ExitCode == ExitCode.Success ? style.Good(report.Verdict.Word) : style.Bad(report.Verdict.Word);
        output.WriteLine($"{word}  {report.Verdict.Text}");
    }

    private void WriteDifference(ReportedDifference? difference)
    {
        if (difference is null)
        {
            return;
        }

        Separate();
        var text = new DifferenceText(output, style);
        text.WriteSides(difference);
        if (!difference.IsSideBySide)
        {
            text.WriteObjects(difference);
            return;
        }

        new SideBySideText(output, style).WriteObjects(difference);
        text.WriteRenames(difference.Renames);
    }

    private void WriteSelfTest(SelfTestResult? result)
    {
        if (result is null)
        {
            return;
        }

        Separate();
        output.WriteLine(style.Faint($"    {"planted",-PlantedWidth}by"));
        foreach (var planted in result.Planted)
        {
            output.WriteLine($"  {(planted.IsFound ? style.Good("✓") : style.Bad("✗"))} {planted.What,-PlantedWidth}{Cut(planted.Sql, style.Width - PlantedWidth - 4)}");
        }
    }

    /// <summary>On a narrow terminal the command stands on a line of its own, whole.</summary>
    private void WriteNext(string next)
    {
        var command = next.LastIndexOf(": ", StringComparison.Ordinal) + 1;
        if (next.Length + 2 <= style.Width || command == 0)
        {
            output.WriteLine($"  {next}");
            return;
        }

        foreach (var line in TextLines.Wrap(next[..command], style.Width - 2).Append(next[command..].Trim()))
        {
            output.WriteLine($"  {line}");
        }
    }

    /// <summary>Puts an empty line between two parts of the report.</summary>
    private void Separate()
    {
        if (wroteSomething)
        {
            output.WriteLine();
        }

        wroteSomething = true;
    }

    private static string NameOf(Migration migration) => migration.Id;
}
