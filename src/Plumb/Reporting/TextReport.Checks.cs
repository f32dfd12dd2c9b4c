using System.Globalization;
using Plumb.Checks;
using Plumb.Execution;

namespace Plumb.Reporting;

public sealed partial class TextReport
{
    private const int TitleWidth = 48;
    private const int ExpectedWidth = 23;
    private const int FoundWidth = 15;
    private const int FewRows = 3;

    /// <summary>The decision table of one migration.</summary>
    /// <param name="group">Its results.</param>
    /// <param name="isOnly">True when there is no other table, so that it needs no title.</param>
    public void WriteChecks(VerifiedMigration group, bool isOnly)
    {
        var title = isOnly ? "check" : group.Migration?.Id ?? "health of the whole database";
        output.WriteLine(style.Faint($"  {Cell(title, TitleWidth + 2)}{Cell("expected", ExpectedWidth)}found"));
        foreach (var result in group.Checks.Results)
        {
            WriteCheck(result);
        }
    }

    private void WriteCheck(CheckResult result)
    {
        var title = Title(result);
        var found = result.IsVacuous ? $"{result.Found}, vacuous" : result.Found;
        if (title.Length >= TitleWidth)
        {
            output.WriteLine($"  {Mark(result)} {title}");
            title = "";
        }

        var lead = title.Length == 0 ? "    " : $"  {Mark(result)} ";
        output.WriteLine($"{lead}{title.PadRight(TitleWidth)}{Cell(result.Expected, ExpectedWidth)}{Cell(found, FoundWidth)}{style.Faint($"{Durations.Rough(result.Duration),8}")}");
        if (result.Outcome is Outcome.Pass or Outcome.Skipped)
        {
            return;
        }

        WriteEvidence(result.Evidence, result.RowCount);
        if (result.Finding is not null)
        {
            foreach (var line in Findings.FindingText.Render(result.Finding).TrimEnd('\n').Split('\n'))
            {
                output.WriteLine($"      {line}");
            }
        }

        if (result.Check.Hint is not null)
        {
            output.WriteLine($"      hint: {result.Check.Hint}");
        }
    }

    private void WriteEvidence(Evidence evidence, long? total)
    {
        var rows = style.ShowsAllRows ? evidence.Rows : [.. evidence.Rows.Take(FewRows)];
        foreach (var row in rows)
        {
            var cells = evidence.Columns.Zip(row, static (column, value) => $"{column} {value ?? "NULL"}");
            output.WriteLine($"        {Cut(string.Join("  ", cells).ReplaceLineEndings(" "), 92)}");
        }

        var more = Math.Max(total ?? 0, evidence.Rows.Count) - rows.Count;
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

    private static string Title(CheckResult result)
    {
        var kind = result.Check.Kind == CheckKind.Test ? "test: " : "";
        return $"{kind}{result.Check.Title}{(result.Check.IsRequired ? "" : " (optional)")}";
    }

    private static string Cell(string text, int width) => Cut(text, width - 2).PadRight(width);

    private static string Cut(string text, int width) => text.Length <= width ? text : $"{text.AsSpan(0, width - 1)}…";
}
