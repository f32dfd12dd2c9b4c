using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Execution;

/// <summary>Finds the inline row of <c>COPY … FROM STDIN</c> that the server refused.</summary>
internal static class CopyRow
{
    private const string Context = "COPY ";

    /// <summary>
    /// The line of the row that the server's context names, such as <c>COPY t, line 3, column a</c> in any language; null when it
    /// names none.
    /// </summary>
    public static Place? PlaceOf(Statement copy, string? where)
    {
        var start = where?.IndexOf(Context, StringComparison.Ordinal) ?? -1;
        if (start < 0 || copy.CopyData is not { } rows || LineNumber(where.AsSpan(start)) is not { } line)
        {
            return null;
        }

        var text = copy.Source.Text;
        var (at, length) = rows.GetOffsetAndLength(text.Length);
        var end = at + length;
        for (; line > 1 && at < end; line--)
        {
            var next = text.AsSpan(at, end - at).IndexOf('\n');
            at = next < 0 ? end : at + next + 1;
        }

        if (at >= end)
        {
            return null;
        }

        var rest = text.AsSpan(at, end - at);
        var width = rest.IndexOfAny('\r', '\n');
        return copy.Source.PlaceAt(at, Math.Max(1, width < 0 ? rest.Length : width));
    }

    /// <summary>The first number after the table's name, which a comma ends; it may hold commas and digits itself.</summary>
    private static int? LineNumber(ReadOnlySpan<char> context)
    {
        var newline = context.IndexOf('\n');
        context = newline < 0 ? context : context[..newline];
        for (var comma = context.IndexOf(", "); comma >= 0; comma = context.IndexOf(", "))
        {
            context = context[(comma + 2)..];
            var digits = context.IndexOfAnyInRange('0', '9');
            var stop = context.IndexOfAny(',', ':');
            if (digits < 0 || (stop >= 0 && digits > stop))
            {
                continue;
            }

            var number = context[digits..];
            var end = number.IndexOfAnyExceptInRange('0', '9');
            return int.TryParse(end < 0 ? number : number[..end], null, out var line) ? line : null;
        }

        return null;
    }
}
