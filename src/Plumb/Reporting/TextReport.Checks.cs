using System.Globalization;
using Plumb.Checks;
using Plumb.Execution;

namespace Plumb.Reporting;

public sealed partial class TextReport
{
    private const int FewRows = 3;

    /// <summary>The decision tables, one for each migration.</summary>
    public void WriteChecks(IReadOnlyList<VerifiedMigration> groups)
    {
        var columns = CheckColumns.For([.. groups.SelectMany(static g => g.Checks.Results)], style.Width);
        foreach (var group in groups)
        {
            var title = groups.Count == 1 ? "check" : group.Migration?.Id ?? "health of the whole database";
            Separate();
            output.WriteLine(style.Faint($"  {Cell(title, columns.Title + 2)}{Cell("expected", columns.Expected)}found"));
            foreach (var result in group.Checks.Results)
            {
                WriteCheck(result, columns);
            }
        }
    }

    private void WriteCheck(CheckResult result, CheckColumns columns)
    {
        var title = TextLines.Wrap(CheckColumns.TitleOf(result), columns.Title - 2);
        var expected = Cell(columns.ExpectedOf(result), columns.Expected);
        var found = Cell(CheckColumns.FoundOf(result), columns.Found);
        output.WriteLine($"  {Mark(result)} {title[0].PadRight(columns.Title)}{expected}{found}{style.Faint($"{Durations.Rough(result.Duration),CheckColumns.Time}")}");
        foreach (var line in title.Skip(1))
        {
            output.WriteLine($"    {line}");
        }

        if (result.Outcome is Outcome.Pass or Outcome.Skipped)
        {
            return;
        }

        WriteWhole("expected", result.Expected, expected);
        WriteWhole("found", CheckColumns.FoundOf(result), found);
        WriteEvidence(result.Evidence, EvidenceCount.Of(result));
        if (result.Finding is not null)
        {
            foreach (var line in Findings.FindingText.Render(result.Finding, style.Width - 6).TrimEnd('\n').Split('\n'))
            {
                output.WriteLine($"      {line}");
            }
        }

        WriteWhole("hint", result.Check.Hint ?? "", "");
    }

    /// <summary>Writes what a column had no room for.</summary>
    private void WriteWhole(string word, string text, string shown)
    {
        if (string.Equals(text, shown.TrimEnd(), StringComparison.Ordinal))
        {
            return;
        }

        var lead = $"      {word,-10}";
        foreach (var line in TextLines.Wrap(text, style.Width - lead.Length))
        {
            output.WriteLine($"{lead}{line}");
            lead = new string(' ', lead.Length);
        }
    }

    private void WriteEvidence(Evidence evidence, long total)
    {
        var rows = style.ShowsAllRows ? evidence.Rows : [.. evidence.Rows.Take(FewRows)];
        foreach (var row in rows)
        {
            var cells = evidence.Columns.Zip(row, static (column, value) => $"{column} {value ?? "NULL"}");
            output.WriteLine($"        {Cut(string.Join("  ", cells).ReplaceLineEndings(" "), style.Width - 8)}");
        }

        var more = total - rows.Count;
        if (more > 0 && rows.Count > 0)
        {
            var way = evidence.Rows.Count > rows.Count ? " (--all-rows)" : "";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"        … {more} more{way}"));
        }
    }

    private string Mark(CheckResult result) => result.Outcome switch
    {
        Outcome.Pass when result.IsVacuous => style.Warn("!"),
        Outcome.Pass => style.Good("✓"),
        Outcome.Skipped => "·",
        _ when !result.Check.IsRequired => style.Warn("○"),
        _ => style.Bad("✗"),
    };

    private static string Cell(string text, int width) => Cut(text, width - 2).PadRight(width);

    private static string Cut(string text, int width) => text.Length <= width ? text : $"{text.AsSpan(0, width - 1)}…";
}
