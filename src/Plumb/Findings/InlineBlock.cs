namespace Plumb.Findings;

/// <summary>Finds a line of the body of a <c>DO</c> statement, whose errors the server places by line only.</summary>
internal static class InlineBlock
{
    private const string Marker = "inline_code_block line ";

    /// <summary>
    /// The offset in <paramref name="statement"/> of the first word of the line that <paramref name="where"/>, the server's
    /// context, names; null when it names none.
    /// </summary>
    public static int? OffsetOf(string? where, string statement)
    {
        var outermost = where?.LastIndexOf(Marker, StringComparison.Ordinal) ?? -1;
        if (outermost < 0)
        {
            return null;
        }

        var digits = where.AsSpan(outermost + Marker.Length);
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        if (!int.TryParse(end < 0 ? digits : digits[..end], null, out var line) || BodyStart(statement) is not { } at)
        {
            return null;
        }

        for (; line > 1; line--)
        {
            at = statement.IndexOf('\n', at) + 1;
            if (at == 0)
            {
                return null;
            }
        }

        while (at < statement.Length && char.IsWhiteSpace(statement[at]))
        {
            at++;
        }

        return at;
    }

    private static int? BodyStart(string statement)
    {
        var open = statement.AsSpan().IndexOfAny('$', '\'');
        if (open < 0)
        {
            return null;
        }

        return statement[open] == '\'' ? open + 1 : statement.IndexOf('$', open + 1) is var close and > 0 ? close + 1 : null;
    }
}
