namespace Plumb.Proof;

/// <summary>The words of a text of SQL, wherever they stand: in texts and comments too, as checks and dynamic SQL name objects there.</summary>
internal static class SqlWords
{
    /// <summary>The words, each once; case does not count.</summary>
    public static HashSet<string> In(ReadOnlySpan<char> text)
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < text.Length;)
        {
            var end = i;
            while (end < text.Length && IsOfWord(text[end]))
            {
                end++;
            }

            if (end > i)
            {
                found.Add(text[i..end].ToString());
            }

            i = end + 1;
        }

        return found;
    }

    /// <summary>Whether a character belongs to a word.</summary>
    public static bool IsOfWord(char character) => char.IsLetterOrDigit(character) || character == '_';
}
