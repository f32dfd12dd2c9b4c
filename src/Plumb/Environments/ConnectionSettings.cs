using System.Buffers;
using Npgsql;
using Plumb.Findings;

namespace Plumb.Environments;

/// <summary>Connection parameters under libpq's names.</summary>
internal sealed class ConnectionSettings
{
    private static readonly SearchValues<char> SchemeLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz:+");

    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>Why a password file was left out; null when it was not.</summary>
    public string? UnusablePasswordFile { get; set; }

    /// <summary>The value of a parameter; null when it is not given.</summary>
    public string? this[string keyword] => values.GetValueOrDefault(keyword);

    /// <summary>Whether the host is the folder of a unix socket.</summary>
    public bool IsUnixSocket => this["host"] is ['/' or '@', ..];

    /// <summary>Reads a URL or a key-value string.</summary>
    /// <exception cref="UsageException">It is neither, or something in it is not valid.</exception>
    public static ConnectionSettings Parse(string text)
    {
        var settings = new ConnectionSettings();
        text = text.Trim();
        if (HasScheme(text))
        {
            ConnectionUrl.ReadInto(text, settings);
        }
        else if (text.Contains('=', StringComparison.Ordinal))
        {
            KeyValueString.ReadInto(text, settings);
        }
        else
        {
            var isVariable = text.StartsWith('$') && VariableExpansion.IsName(text.AsSpan(1));
            throw new UsageException(ConnectionStringFindings.NotAConnectionString(isVariable ? text[1..] : null));
        }

        return settings;
    }

    /// <summary>Sets a parameter; an empty value counts as left out.</summary>
    public void Set(string keyword, string value)
    {
        if (value.Length > 0)
        {
            values[keyword] = value;
        }
    }

    /// <summary>Sets a parameter unless it is set already.</summary>
    public void SetDefault(string keyword, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            values.TryAdd(keyword, value);
        }
    }

    /// <summary>Sets a parameter under any of its names.</summary>
    /// <exception cref="UsageException">The name is not known or not supported.</exception>
    public void SetNamed(string name, string value)
    {
        var word = ConnectionWords.Find(name);
        if (word is null)
        {
            if (ConnectionWords.IsIgnored(name))
            {
                return;
            }

            throw new UsageException(ConnectionStringFindings.UnknownParameter(name));
        }

        if (!word.IsSupported)
        {
            throw new UsageException(ConnectionStringFindings.Unsupported(word.Keyword, "it has no counterpart in Npgsql"));
        }

        if (word.Keyword is "host" && value.Contains(',', StringComparison.Ordinal))
        {
            throw new UsageException(ConnectionStringFindings.SeveralHosts());
        }

        Set(word.Keyword, value);
    }

    /// <summary>The parameters in Npgsql's form, with what Plumb wants of every connection.</summary>
    public NpgsqlConnectionStringBuilder ToNpgsql()
    {
        var npgsql = new NpgsqlConnectionStringBuilder
        {
            ApplicationName = this["fallback_application_name"] ?? "plumb",
            ClientEncoding = "UTF8",
            CommandTimeout = 0,
            Enlist = false,
            GssEncryptionMode = GssEncryptionMode.Disable,
            IncludeErrorDetail = true,
            IncludeFailedBatchedCommand = true,
            Pooling = false,
            TcpKeepAlive = !IsUnixSocket,

            // Room for most migrations as a whole: what does not fit Npgsql sends from another thread, and waits for two more at each answer.
            WriteBufferSize = 1 << 16,
        };
        foreach (var word in ConnectionWords.All)
        {
            if (word.Apply is not null && values.TryGetValue(word.Keyword, out var value))
            {
                word.Apply(npgsql, value);
            }
        }

        ApplyTransportSecurity(npgsql);
        if (UnusablePasswordFile is not null)
        {
            // Npgsql would look for a password file itself, and read one that libpq refuses.
            npgsql.Passfile = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        }

        return npgsql;
    }

    private static bool HasScheme(string text)
    {
        var end = text.IndexOf("://", StringComparison.Ordinal);
        return end > 0 && text.AsSpan(0, end).IndexOfAnyExcept(SchemeLetters) < 0;
    }

    private void ApplyTransportSecurity(NpgsqlConnectionStringBuilder npgsql)
    {
        if (IsUnixSocket)
        {
            npgsql.SslMode = SslMode.Disable;
        }
        else if (this["sslrootcert"] is "system")
        {
            npgsql.RootCertificate = null;
            npgsql.SslMode = SslMode.VerifyFull;
        }
        else if (this["sslrootcert"] is not null && npgsql.SslMode == SslMode.Require)
        {
            // As in libpq: who names an authority wants the certificate checked against it.
            npgsql.SslMode = SslMode.VerifyCA;
        }
    }
}
