namespace Plumb.Reporting;

/// <summary>Breaks text into lines between its words.</summary>
public static class TextLines
{
    /// <summary>The lines of <paramref name="text"/>, at least one; a word that is longer than a line is broken too.</summary>
    /// <param name="text">The text; its own line breaks count as spaces.</param>
    /// <param name="width">The longest line in characters.</param>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        var rest = text.ReplaceLineEndings(" ").Trim();
        while (rest.Length > width)
        {
            var space = rest.LastIndexOf(' ', width);
            var end = space <= 0 ? width : space;
            lines.Add(rest[..end].TrimEnd());
            rest = rest[end..].TrimStart();
        }

        lines.Add(rest);
        return lines;
    }
}
