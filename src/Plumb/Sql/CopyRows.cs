namespace Plumb.Sql;

/// <summary>The inline rows of <c>COPY … FROM STDIN</c>.</summary>
internal static class CopyRows
{
    private const string EndMarker = @"\.";

    /// <summary>
    /// Where the rows that begin at <paramref name="start"/> end, and where SQL goes on: after a line that holds
    /// nothing but <c>\.</c>, or at the end of the text.
    /// </summary>
    public static (int End, int Next) Find(ReadOnlySpan<char> text, int start)
    {
        for (var at = start; text[at..].IndexOf(EndMarker) is var found and >= 0; at++)
        {
            at += found;
            var after = text[(at + EndMarker.Length)..];
            if ((at == start || text[at - 1] == '\n') && (after.IsEmpty || after[0] == '\n' || after.StartsWith("\r\n")))
            {
                var lineEnd = after.IndexOf('\n');
                return (at, lineEnd < 0 ? text.Length : at + EndMarker.Length + lineEnd + 1);
            }
        }

        return (text.Length, text.Length);
    }
}
