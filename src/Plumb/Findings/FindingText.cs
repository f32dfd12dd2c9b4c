using System.Globalization;
using System.Text;

namespace Plumb.Findings;

/// <summary>Renders findings as plain text in four parts, with a caret under the place.</summary>
public static class FindingText
{
    private const int WidestSource = 160;
    private const int WidestProse = 86;

    /// <summary>One finding, several lines, ending in a line break.</summary>
    public static string Render(Finding finding)
    {
        var text = new StringBuilder();
        Append(text, finding);
        return text.ToString();
    }

    /// <summary>All findings in the given order, separated by blank lines.</summary>
    public static string Render(IEnumerable<Finding> findings) => string.Join('\n', findings.Select(Render));

    private static void Append(StringBuilder text, Finding finding)
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
            AppendPlace(text, place, gutter, "");
        }

        foreach (var related in finding.Related)
        {
            AppendPlace(text, related.Place, gutter, $"  {related.What}");
        }

        foreach (var detail in finding.Details)
        {
            AppendPart(text, gutter, "found", detail);
        }

        AppendPart(text, gutter, "means", finding.Meaning is null ? null : Wrap(finding.Meaning));
        AppendPart(text, gutter, "do", finding.Help);
        AppendPart(text, gutter, "more", finding.Code.Page is { } page ? $"docs/{page}" : null);
    }

    private static void AppendPlace(StringBuilder text, Place place, string gutter, string what)
    {
        text.Append(CultureInfo.InvariantCulture, $" {gutter}--> {place}{what}\n");
        if (place.SourceLine is null)
        {
            return;
        }

        var first = Math.Max(0, Math.Min(place.Column - 1, place.SourceLine.Length) - WidestSource / 2);
        var shown = place.SourceLine.AsSpan(first);
        var cut = shown.Length > WidestSource;
        shown = cut ? shown[..WidestSource] : shown;
        var offset = Math.Clamp(place.Column - 1 - first, 0, shown.Length);
        var width = Math.Clamp(place.Length, 1, Math.Max(1, shown.Length - offset));
        var lead = string.Concat(shown[..offset].ToArray().Select(static c => c == '\t' ? '\t' : ' '));
        text.Append(CultureInfo.InvariantCulture, $" {gutter} |\n");
        text.Append(CultureInfo.InvariantCulture, $" {place.Line.ToString(CultureInfo.InvariantCulture).PadLeft(gutter.Length)} | {shown}{(cut ? "…" : "")}\n");
        text.Append(CultureInfo.InvariantCulture, $" {gutter} | {lead}{new string('^', width)}\n");
    }

    /// <summary>Breaks prose at spaces; what a person is to copy is never broken.</summary>
    private static string Wrap(string prose)
    {
        var lines = new List<string>();
        foreach (var paragraph in prose.Split('\n'))
        {
            var rest = paragraph;
            while (rest.Length > WidestProse && rest.LastIndexOf(' ', WidestProse) is var space and > 0)
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
