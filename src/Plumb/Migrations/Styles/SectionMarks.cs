using Plumb.Sql;

namespace Plumb.Migrations.Styles;

/// <summary>The comments that divide a file into its up and its down part.</summary>
/// <param name="Up">How the line begins that opens the up part, without blanks, such as <c>--migrate:up</c>.</param>
/// <param name="Down">How the line begins that opens the down part.</param>
/// <param name="NoTransaction">What such a line holds, or is, when the part runs outside a transaction; without blanks.</param>
internal sealed record SectionMarks(string Up, string Down, string NoTransaction)
{
    /// <summary>Whether a line opens the up part.</summary>
    public bool IsUp(string line) => Opens(Packed(line), Up);

    /// <summary>
    /// The parts of a file. Each keeps its place: what stands before it is blank, so that lines and columns are those of the file.
    /// </summary>
    public Sections Divide(SourceText source)
    {
        var text = source.Text;
        var (up, down, end) = (-1, -1, text.Length);
        var (upOutside, downOutside, allOutside) = (false, false, false);
        for (var start = 0; start < text.Length;)
        {
            var next = text.IndexOf('\n', start) is var found and >= 0 ? found + 1 : text.Length;
            var line = Packed(text[start..next]);
            if (Opens(line, Up) && up < 0)
            {
                (up, upOutside) = (start, Holds(line, Up));
            }
            else if (Opens(line, Down) && down < 0)
            {
                (down, downOutside) = (start, Holds(line, Down));
            }
            else if (line.Equals(NoTransaction, StringComparison.OrdinalIgnoreCase))
            {
                allOutside = true;
            }

            start = next;
        }

        return new Sections(
            up < 0 ? null : Part(source, up, down > up ? down : end),
            down < 0 ? null : Part(source, down, up > down ? up : end),
            upOutside || allOutside,
            downOutside || allOutside);
    }

    private bool Holds(string line, string mark) => line.AsSpan(mark.Length).Contains(NoTransaction, StringComparison.OrdinalIgnoreCase);

    private static bool Opens(string line, string mark) => line.StartsWith(mark, StringComparison.OrdinalIgnoreCase);

    private static string Packed(string line) => line.StartsWith("--", StringComparison.Ordinal) ? string.Concat(line.Where(static c => !char.IsWhiteSpace(c))) : "";

    private static SourceText Part(SourceText source, int start, int end)
    {
        var blank = string.Concat(source.Text.Take(start).Select(static c => c is '\n' or '\r' ? c : ' '));
        return new SourceText(source.Path, blank + source.Text[start..end]) { FullPath = source.FullPath };
    }
}
