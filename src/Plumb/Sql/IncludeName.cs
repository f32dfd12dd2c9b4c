using System.Buffers;
using System.Text;

namespace Plumb.Sql;

/// <summary>Reads the file name of <c>\i</c> as psql does.</summary>
internal static class IncludeName
{
    private static readonly SearchValues<char> Separators = SearchValues.Create(" \t\\'\"`");

    /// <summary>
    /// The one file name in <paramref name="arguments"/>: a word, whose semicolons at the end are dropped, or text in single
    /// quotes, where a doubled quote and a backslash stand for the character itself. Null when it is anything else.
    /// </summary>
    public static string? Parse(string arguments)
    {
        if (arguments.StartsWith('\''))
        {
            return ParseQuoted(arguments);
        }

        var name = arguments.TrimEnd(';').Trim('"');
        return name.Length == 0 || name.AsSpan().ContainsAny(Separators) || name[0] is ':' or '|' ? null : name;
    }

    private static string? ParseQuoted(string arguments)
    {
        var name = new StringBuilder();
        for (var at = 1; at < arguments.Length; at++)
        {
            var isEscape = arguments[at] == '\\' || (arguments[at] == '\'' && at + 1 < arguments.Length && arguments[at + 1] == '\'');
            if (isEscape && at + 1 < arguments.Length)
            {
                at++;
            }
            else if (arguments[at] == '\'')
            {
                return arguments.AsSpan(at + 1).TrimStart(';').IsEmpty && name.Length > 0 ? name.ToString() : null;
            }

            name.Append(arguments[at]);
        }

        return null;
    }
}
