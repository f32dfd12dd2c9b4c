using System.Buffers;

namespace Plumb.Findings;

/// <summary>Finds in the text of a statement what a named constraint in it demands, for the query that lists offending rows.</summary>
internal static class ConstraintText
{
    private const string Keyword = "REFERENCES";

    private static readonly SearchValues<char> EndsName = SearchValues.Create(" \t\r\n(,;)");

    /// <summary>The condition of the CHECK constraint <paramref name="name"/>; null when the statement does not spell it out.</summary>
    public static string? Check(string statement, string name) =>
        After(statement, name, "CHECK") is { } at && statement.IndexOf('(', at) is var open and >= 0 && IsBlank(statement[at..open])
        && CloseOf(statement, open) is { } close
            ? statement[(open + 1)..close].Trim()
            : null;

    /// <summary>The table and columns to which the foreign key <paramref name="name"/> refers; null when the statement does not spell them out.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="name">The constraint; the statement may leave its name to the server.</param>
    /// <param name="table">The name of the table that is referred to, without schema; null when it is not known.</param>
    public static (string Table, string? Columns)? References(string statement, string? name, string? table = null)
    {
        if (name is not null && After(statement, name, Keyword) is { } at)
        {
            return ReferenceAt(statement, at);
        }

        var found = new List<(string Table, string? Columns)>();
        for (at = 0; table is not null && (at = statement.IndexOf(Keyword, at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            at += Keyword.Length;
            if (ReferenceAt(statement, at) is { } reference && reference.Table.AsSpan(reference.Table.LastIndexOf('.') + 1).Equals(table, StringComparison.OrdinalIgnoreCase))
            {
                found.Add(reference);
            }
        }

        return found.Distinct().ToList() is [var only] ? only : null;
    }

    /// <summary>The predicate of a partial index; null when the statement makes none.</summary>
    public static string? Predicate(string statement)
    {
        if (!statement.AsSpan().TrimStart().StartsWith("CREATE", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        foreach (var (at, depth) in Unquoted(statement, 0))
        {
            if (depth == 0 && IsWordAt(statement, at, "WHERE"))
            {
                return statement[(at + "WHERE".Length)..].Trim();
            }
        }

        return null;
    }

    /// <summary>Behind the first <paramref name="keyword"/> of <c>CONSTRAINT name …</c>, before any further constraint.</summary>
    private static int? After(string statement, string name, string keyword)
    {
        for (var at = 0; (at = statement.IndexOf(name, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += name.Length)
        {
            var before = statement.AsSpan(0, at).TrimEnd("\" \t\r\n");
            var found = statement.IndexOf(keyword, at + name.Length, StringComparison.OrdinalIgnoreCase);
            var next = statement.IndexOf("CONSTRAINT", at + name.Length, StringComparison.OrdinalIgnoreCase);
            if (before.EndsWith("CONSTRAINT", StringComparison.OrdinalIgnoreCase) && found >= 0 && (next < 0 || found < next))
            {
                return found + keyword.Length;
            }
        }

        return null;
    }

    private static (string Table, string? Columns)? ReferenceAt(string statement, int at)
    {
        var rest = statement.AsSpan(at).TrimStart();
        var end = rest.IndexOfAny(EndsName);
        var table = end < 0 ? rest : rest[..end];
        if (table.IsEmpty || table.Contains('"'))
        {
            return null;
        }

        var after = end < 0 ? [] : rest[end..].TrimStart();
        var close = after.StartsWith("(", StringComparison.Ordinal) ? after.IndexOf(')') : -1;
        return (table.ToString(), close < 0 ? null : after[1..close].ToString());
    }

    private static int? CloseOf(string text, int open)
    {
        foreach (var (at, depth) in Unquoted(text, open))
        {
            if (depth == 0)
            {
                return at;
            }
        }

        return null;
    }

    // Every place outside quotes, and how many parentheses are open behind it.
    private static IEnumerable<(int At, int Depth)> Unquoted(string text, int from)
    {
        var depth = 0;
        for (var at = from; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\'' or '"':
                    at = text.IndexOf(text[at], at + 1);
                    if (at < 0)
                    {
                        yield break;
                    }

                    continue;
                case '(':
                    depth++;
                    break;
                case ')':
                    depth--;
                    break;
            }

            yield return (at, depth);
        }
    }

    private static bool IsWordAt(string text, int at, string word) =>
        at > 0 && text.AsSpan(at).StartsWith(word, StringComparison.OrdinalIgnoreCase)
        && (char.IsWhiteSpace(text[at - 1]) || text[at - 1] == ')')
        && at + word.Length < text.Length && (char.IsWhiteSpace(text[at + word.Length]) || text[at + word.Length] == '(');

    private static bool IsBlank(string text) => string.IsNullOrWhiteSpace(text);
}
