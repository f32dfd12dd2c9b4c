using System.Buffers;

namespace Plumb.Findings;

/// <summary>Finds how much of a line a server's error position stands for.</summary>
internal static class SqlWord
{
    /// <summary>The letters of key words.</summary>
    public static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> OperatorCharacters = SearchValues.Create("+-*/<>=~!@#%^&|`?:");

    /// <summary>
    /// Characters of the word at <paramref name="at"/>: a name with its qualifiers, a quoted name, a string, a number or an
    /// operator; 1 for anything else.
    /// </summary>
    public static int LengthAt(ReadOnlySpan<char> line, int at)
    {
        if ((uint)at >= (uint)line.Length)
        {
            return 1;
        }

        var rest = line[at..];
        if (rest[0] == '\'')
        {
            return QuotedLength(rest);
        }

        return rest[0] == '"' || IsWord(rest[0]) ? NameLength(rest) : Math.Max(1, OperatorLength(rest));
    }

    private static int NameLength(ReadOnlySpan<char> text)
    {
        var length = PartLength(text);
        while (length + 1 < text.Length && text[length] == '.' && (text[length + 1] == '"' || IsWord(text[length + 1])))
        {
            length += 1 + PartLength(text[(length + 1)..]);
        }

        return length;
    }

    private static int PartLength(ReadOnlySpan<char> text)
    {
        if (text[0] == '"')
        {
            return QuotedLength(text);
        }

        var length = 0;
        while (length < text.Length && IsWord(text[length]))
        {
            length++;
        }

        return length;
    }

    private static int QuotedLength(ReadOnlySpan<char> text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] != text[0])
            {
                continue;
            }

            if (at + 1 >= text.Length || text[at + 1] != text[0])
            {
                return at + 1;
            }

            at++;
        }

        return text.Length;
    }

    private static int OperatorLength(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExcept(OperatorCharacters);
        return length < 0 ? text.Length : length;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '$' || char.IsSurrogate(c);
}
