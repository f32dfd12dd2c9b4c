using Plumb.Findings;

namespace Plumb.Sql;

/// <summary>The decoded text of one file, and the way from an offset in it to a place.</summary>
public sealed class SourceText
{
    private int[]? lineStarts;

    /// <summary>Creates a source from text that is already decoded.</summary>
    /// <param name="path">Path as shown to the user: relative to the project, with forward slashes.</param>
    /// <param name="text">The text, without a byte order mark.</param>
    public SourceText(string path, string text)
    {
        Path = path;
        Text = text;
    }

    /// <summary>Path as shown to the user.</summary>
    public string Path { get; }

    /// <summary>The text as it stands in the file, line endings included, without a byte order mark.</summary>
    public string Text { get; }

    /// <summary>The folder and name on disk; null for a source that is not a file.</summary>
    public string? FullPath { get; init; }

    /// <summary>The place of <paramref name="offset"/>, underlining <paramref name="length"/> characters of its line.</summary>
    public Place PlaceAt(int offset, int length = 1)
    {
        var starts = lineStarts ??= FindLineStarts(Text);
        var found = Array.BinarySearch(starts, offset);
        var line = found >= 0 ? found : ~found - 1;
        var end = line + 1 < starts.Length ? starts[line + 1] : Text.Length;
        var source = Text.AsSpan(starts[line], end - starts[line]).TrimEnd("\r\n");
        var column = offset - starts[line];
        return new Place(Path, line + 1, column + 1)
        {
            SourceLine = source.ToString(),
            Length = Math.Clamp(length, 1, Math.Max(1, source.Length - column)),
        };
    }

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var at = text.IndexOf('\n'); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            starts.Add(at + 1);
        }

        return [.. starts];
    }
}
