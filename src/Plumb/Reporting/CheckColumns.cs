using Plumb.Checks;

namespace Plumb.Reporting;

/// <summary>
/// The widths of a decision table's columns, the gap to the next one included. The columns for what was expected and found are as wide as
/// their texts, within limits; the titles have the rest.
/// </summary>
/// <param name="Title">The check's title.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Found">What was found.</param>
internal sealed record CheckColumns(int Title, int Expected, int Found)
{
    /// <summary>The width of the last column, the duration.</summary>
    public const int Time = 8;

    private const int Mark = 4;
    private const int Gap = 2;
    private const int NarrowestTitle = 48;

    private int WidestExpected { get; init; }

    /// <summary>Columns that serve all <paramref name="results"/> in lines of a width.</summary>
    public static CheckColumns For(IReadOnlyList<CheckResult> results, int width)
    {
        var widest = WidestFor(width);
        var found = Gap + Longest(results.Select(FoundOf).Append("found"), width * 15 / 100);
        var title = Math.Max(NarrowestTitle, Gap + Longest(results.Select(TitleOf), width));
        var room = width - Mark - found - Time;
        var needed = Gap + Longest(results.Select(r => Short(r, widest)).Append("expected"), widest);
        var wanted = Gap + Longest(results.Select(static r => r.Expected).Append("expected"), width);
        var expected = Math.Clamp(room - title, needed, Math.Max(needed, wanted));
        return new CheckColumns(Math.Min(room - expected, title), expected, found) { WidestExpected = widest };
    }

    /// <summary>The title with what kind of check it is.</summary>
    public static string TitleOf(CheckResult result)
    {
        var kind = result.Check.Kind == CheckKind.Test ? "test: " : "";
        return $"{kind}{result.Check.Title}{(result.Check.IsRequired ? "" : " (optional)")}";
    }

    /// <summary>What was found, and whether that could have been otherwise.</summary>
    public static string FoundOf(CheckResult result) => result.IsVacuous ? $"{result.Found}, vacuous" : result.Found;

    /// <summary>What was expected; conditions on rows are left out when there is no room for them.</summary>
    public string ExpectedOf(CheckResult result) => result.Expected.Length <= Expected - Gap ? result.Expected : Short(result, WidestExpected);

    private static int WidestFor(int width) => width * 19 / 100;

    private static string Short(CheckResult result, int widest) => result.Expected.Length <= widest
        ? result.Expected
        : string.Join(", ", result.Check.Expectations.Select(static e => e.Kind == ExpectationKind.EveryRow ? "every row …" : e.Text).Distinct(StringComparer.Ordinal));

    private static int Longest(IEnumerable<string> texts, int limit) => Math.Min(limit, texts.Select(static t => t.Length).DefaultIfEmpty().Max());
}
