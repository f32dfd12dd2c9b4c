using System.Globalization;
using System.Text;

namespace Plumb.Findings;

/// <summary>Renders findings as plain text in four parts, with a caret under the place.</summary>
public static class FindingText
{
    private const int BesideProse = 14;
    private const int BesideSource = 8;
    private const int Narrowest = 40;

    /// <summary>One finding, several lines, ending in a line break.</summary>
    /// <param name="finding">What is told.</param>
    /// <param name="width">The longest line in columns, at least 40; its message and what a person is to copy are never broken.</param>
    public static string Render(Finding finding, int width = 100)
    {
        var text = new StringBuilder();
        Append(text, finding, Math.Max(width, Narrowest));
        return text.ToString();
    }

    /// <summary>All findings in the given order, separated by blank lines.</summary>
    /// <param name="findings">What is told.</param>
    /// <param name="width">The longest line in columns.</param>
    public static string Render(IEnumerable<Finding> findings, int width = 100) => string.Join('\n', findings.Select(f => Render(f, width)));

    private static void Append(StringBuilder text, Finding finding, int width)
    {
        var word = finding.Severity.ToString().ToLowerInvariant();
        text.Append(CultureInfo.InvariantCulture, $"{word} {finding.Code}: {finding.Message}");
        if (finding.SqlState is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $" ({finding.SqlState})");
        }

        text.Append('\n');
        var places = finding.Related.Select(static r => r.Place).Prepend(finding.Place).OfType<Place>().ToList();
        var gutter = places.Count == 0 ? "" : new string(' ', places.Max(static p => p.Line.ToString(CultureInfo.InvariantCulture).Length));
        if (finding.Place is { } place)
        {
            AppendPlace(text, place, gutter, "", width - BesideSource - gutter.Length);
        }

        foreach (var related in finding.Related)
        {
            AppendPlace(text, related.Place, gutter, $"  {related.What}", width - BesideSource - gutter.Length);
        }

        foreach (var detail in finding.Details)
        {
            AppendPart(text, gutter, "found", Wrap(detail, width - BesideProse));
        }

        AppendPart(text, gutter, "means", finding.Meaning is null ? null : Wrap(finding.Meaning, width - BesideProse));
        AppendPart(text, gutter, "do", finding.Help);
        AppendPart(text, gutter, "more", finding.Code.Page is { } page ? $"docs/{page}" : null);
    }

    private static void AppendPlace(StringBuilder text, Place place, string gutter, string what, int widestSource)
    {
        text.Append(CultureInfo.InvariantCulture, $" {gutter}--> {place}{what}\n");
        if (place.SourceLine is null)
        {
            return;
        }

        var first = Math.Max(0, Math.Min(place.Column - 1, place.SourceLine.Length) - widestSource / 2);
        var shown = place.SourceLine.AsSpan(first);
        var cut = shown.Length > widestSource;
        shown = cut ? shown[..widestSource] : shown;
        var offset = Math.Clamp(place.Column - 1 - first, 0, shown.Length);
        var width = Math.Clamp(place.Length, 1, Math.Max(1, shown.Length - offset));
        var lead = string.Concat(shown[..offset].ToArray().Select(static c => c == '\t' ? '\t' : ' '));
        text.Append(CultureInfo.InvariantCulture, $" {gutter} |\n");
        text.Append(CultureInfo.InvariantCulture, $" {place.Line.ToString(CultureInfo.InvariantCulture).PadLeft(gutter.Length)} | {shown}{(cut ? "…" : "")}\n");
        text.Append(CultureInfo.InvariantCulture, $" {gutter} | {lead}{new string('^', width)}\n");
    }

    /// <summary>Breaks prose at spaces; what a person is to copy is never broken.</summary>
    private static string Wrap(string prose, int width)
    {
        var lines = new List<string>();
        foreach (var paragraph in prose.Split('\n'))
        {
            var rest = paragraph;
            while (rest.Length > width && rest.LastIndexOf(' ', width) is var space and > 0)
            {
                lines.Add(rest[..space]);
                rest = rest[(space + 1)..];
            }

            lines.Add(rest);
        }

        return string.Join('\n', lines);
    }

    private static void AppendPart(StringBuilder text, string gutter, string word, string? content)
    {
        if (content is null)
        {
            return;
        }

        var lines = content.Split('\n');
        text.Append(CultureInfo.InvariantCulture, $" {gutter}  {word,-6} {lines[0]}\n");
        foreach (var line in lines.AsSpan(1))
        {
            text.Append(CultureInfo.InvariantCulture, $" {gutter}         {line}\n");
        }
    }
}
