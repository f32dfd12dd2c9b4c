using Plumb.Findings;

namespace Plumb.Environments;

/// <summary>Reads <c>postgres://role:password@host:port/database?parameters</c> as libpq does.</summary>
internal static class ConnectionUrl
{
    /// <summary>Puts the parts of <paramref name="url"/> into <paramref name="settings"/>; empty parts count as left out.</summary>
    public static void ReadInto(string url, ConnectionSettings settings)
    {
        var scheme = url[..url.IndexOf("://", StringComparison.Ordinal)];
        if (scheme is not ("postgres" or "postgresql"))
        {
            throw new UsageException(ConnectionStringFindings.WrongScheme(scheme));
        }

        var rest = url.AsSpan(scheme.Length + 3);
        var end = rest.IndexOfAny('/', '?');
        var authority = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[end..];
        var at = authority.IndexOf('@');
        var query = rest.IndexOf('?');
        var path = query < 0 ? rest : rest[..query];
        if (authority.Count('@') > 1 || BeforeValues(rest).Contains('@') || (at < 0 && rest.Contains('@')))
        {
            throw new UsageException(ConnectionStringFindings.StrayAt());
        }

        ReadCredentials(at < 0 ? [] : authority[..at], settings);
        ReadHost(authority[(at + 1)..], settings);
        settings.Set("dbname", Decode(path.TrimStart('/')));
        if (query >= 0)
        {
            ReadParameters(rest[(query + 1)..], settings);
        }
    }

    /// <summary>The database and the name of the first parameter, where an @ can only come from a password that is not encoded.</summary>
    private static ReadOnlySpan<char> BeforeValues(ReadOnlySpan<char> rest)
    {
        var equals = rest.IndexOf('=');
        return equals < 0 ? rest : rest[..equals];
    }

    private static void ReadCredentials(ReadOnlySpan<char> credentials, ConnectionSettings settings)
    {
        var colon = credentials.IndexOf(':');
        settings.Set("user", Decode(colon < 0 ? credentials : credentials[..colon]));
        settings.Set("password", colon < 0 ? "" : Decode(credentials[(colon + 1)..]));
    }

    private static void ReadHost(ReadOnlySpan<char> host, ConnectionSettings settings)
    {
        if (host.Contains(','))
        {
            throw new UsageException(ConnectionStringFindings.SeveralHosts());
        }

        var port = ReadOnlySpan<char>.Empty;
        if (host.StartsWith("["))
        {
            var close = host.IndexOf(']');
            if (close < 0)
            {
                throw new UsageException(ConnectionStringFindings.UnclosedBracket());
            }

            port = host[(close + 1)..].TrimStart(':');
            host = host[1..close];
        }
        else if (host.IndexOf(':') is >= 0 and var colon)
        {
            port = host[(colon + 1)..];
            host = host[..colon];
        }

        settings.Set("host", Decode(host));
        settings.Set("port", Decode(port));
    }

    private static void ReadParameters(ReadOnlySpan<char> parameters, ConnectionSettings settings)
    {
        foreach (var range in parameters.Split('&'))
        {
            var pair = parameters[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            var equals = pair.IndexOf('=');
            var name = Decode(equals < 0 ? pair : pair[..equals]);
            if (equals < 0)
            {
                throw new UsageException(ConnectionStringFindings.MissingValue(
                    ConnectionWords.Find(name)?.Keyword ?? "one of its parameters"));
            }

            var value = Decode(pair[(equals + 1)..]);
            if (name is "ssl" && value is "true")
            {
                (name, value) = ("sslmode", "require");
            }

            settings.SetNamed(name, value);
        }
    }

    private static string Decode(ReadOnlySpan<char> text)
    {
        if (!text.Contains('%'))
        {
            return text.ToString();
        }

        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%' && (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2])))
            {
                throw new UsageException(ConnectionStringFindings.BadEscape());
            }
        }

        return Uri.UnescapeDataString(text.ToString());
    }
}
