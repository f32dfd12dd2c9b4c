using System.Text;
using Plumb.Findings;

namespace Plumb.Environments;

/// <summary>Reads <c>host=… dbname=…</c> (libpq) and <c>Host=…;Database=…</c> (Npgsql).</summary>
internal static class KeyValueString
{
    /// <summary>Puts the pairs of <paramref name="text"/> into <paramref name="settings"/>.</summary>
    public static void ReadInto(string text, ConnectionSettings settings)
    {
        if (IsSeparatedBySemicolons(text))
        {
            ReadNpgsql(text, settings);
        }
        else
        {
            ReadLibpq(text, settings);
        }
    }

    // The first pair decides: libpq's keys are one word, and its first value ends at white space after which another key follows.
    private static bool IsSeparatedBySemicolons(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (text.AsSpan(0, equals).Trim().IndexOfAny(" \t;") >= 0)
        {
            return true;
        }

        var at = SkipSpace(text, equals + 1);
        if (at < text.Length && text[at] is '\'' or '"')
        {
            var close = text.IndexOf(text[at], at + 1);
            at = close < 0 ? text.Length : close + 1;
        }

        while (at < text.Length && text[at] != ';' && !char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        at = SkipSpace(text, at);
        if (at == text.Length || text[at] == ';')
        {
            return at < text.Length;
        }

        var next = text.AsSpan(at);
        var end = next.IndexOf('=');
        return next[..(end < 0 ? next.Length : end)].Contains(';');
    }

    private static void ReadLibpq(string text, ConnectionSettings settings)
    {
        for (var at = SkipSpace(text, 0); at < text.Length; at = SkipSpace(text, at))
        {
            var start = at;
            while (at < text.Length && text[at] != '=' && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            var name = text[start..at];
            at = SkipSpace(text, at);
            if (at >= text.Length || text[at] != '=')
            {
                throw new UsageException(ConnectionStringFindings.MissingEquals());
            }

            at = SkipSpace(text, at + 1);
            settings.SetNamed(name, ReadLibpqValue(text, ref at));
        }
    }

    private static string ReadLibpqValue(string text, ref int at)
    {
        var value = new StringBuilder();
        var isQuoted = at < text.Length && text[at] == '\'';
        for (at += isQuoted ? 1 : 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
            }
            else if (isQuoted ? text[at] == '\'' : char.IsWhiteSpace(text[at]))
            {
                at++;
                return value.ToString();
            }

            value.Append(text[at]);
        }

        return isQuoted ? throw new UsageException(ConnectionStringFindings.UnclosedQuote()) : value.ToString();
    }

    private static void ReadNpgsql(string text, ConnectionSettings settings)
    {
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == ';' || char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var equals = text.IndexOf('=', at);
            if (equals < 0)
            {
                throw new UsageException(ConnectionStringFindings.MissingEquals());
            }

            var name = text[at..equals].Trim();
            at = SkipSpace(text, equals + 1);
            settings.SetNamed(name, ReadNpgsqlValue(text, ref at));
        }
    }

    private static string ReadNpgsqlValue(string text, ref int at)
    {
        if (at >= text.Length || text[at] is not ('\'' or '"'))
        {
            var end = text.IndexOf(';', at);
            end = end < 0 ? text.Length : end;
            var plain = text[at..end].TrimEnd();
            at = end;
            return plain;
        }

        var quote = text[at];
        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == quote)
            {
                if (at + 1 >= text.Length || text[at + 1] != quote)
                {
                    at++;
                    return value.ToString();
                }

                at++;
            }

            value.Append(text[at]);
        }

        throw new UsageException(ConnectionStringFindings.UnclosedQuote());
    }

    private static int SkipSpace(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }
}
