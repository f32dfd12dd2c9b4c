using Npgsql;

namespace Plumb.Environments;

/// <summary>Every connection parameter that Plumb understands.</summary>
internal static class ConnectionWords
{
    /// <summary>All words, the commonest first.</summary>
    public static IReadOnlyList<ConnectionWord> All { get; } =
    [
        new("host", "PGHOST", static (s, v) => s.Host = v) { Aliases = ["server"] },
        new("port", "PGPORT", static (s, v) => s.Port = ConnectionValue.Port(v)),
        new("dbname", "PGDATABASE", static (s, v) => s.Database = v) { Aliases = ["database", "db"] },
        new("user", "PGUSER", static (s, v) => s.Username = v) { Aliases = ["username", "userid", "uid"] },
        new("password", "PGPASSWORD", static (s, v) => s.Password = v) { Aliases = ["pwd", "psw"] },
        new("passfile", "PGPASSFILE", null),
        new("service", "PGSERVICE", null),
        new("sslmode", "PGSSLMODE", static (s, v) => s.SslMode = ConnectionValue.Ssl(v)),
        new("sslrootcert", "PGSSLROOTCERT", static (s, v) => s.RootCertificate = v) { Aliases = ["rootcertificate"] },
        new("sslcert", "PGSSLCERT", static (s, v) => s.SslCertificate = v) { Aliases = ["sslcertificate"] },
        new("sslkey", "PGSSLKEY", static (s, v) => s.SslKey = v),
        new("sslpassword", null, static (s, v) => s.SslPassword = v),
        new("sslnegotiation", "PGSSLNEGOTIATION", static (s, v) =>
            s.SslNegotiation = ConnectionValue.OneOf<SslNegotiation>("sslnegotiation", v, ["postgres", "direct"])),
        new("channel_binding", "PGCHANNELBINDING", static (s, v) =>
            s.ChannelBinding = ConnectionValue.OneOf<ChannelBinding>("channel_binding", v, ["disable", "prefer", "require"])),
        new("require_auth", "PGREQUIREAUTH", static (s, v) => s.RequireAuth = v),
        new("connect_timeout", "PGCONNECT_TIMEOUT", static (s, v) => s.Timeout = ConnectionValue.Seconds("connect_timeout", v, 1024))
        {
            Aliases = ["timeout"],
        },
        new("application_name", "PGAPPNAME", static (s, v) => s.ApplicationName = v),
        new("fallback_application_name", null, null),
        new("options", "PGOPTIONS", static (s, v) => s.Options = v),
        new("client_encoding", "PGCLIENTENCODING", static (_, v) => ConnectionValue.MustBeUtf8(v)) { Aliases = ["encoding"] },
        new("target_session_attrs", "PGTARGETSESSIONATTRS", static (_, v) => ConnectionValue.MustBeWritable(v))
        {
            Aliases = ["targetsessionattributes"],
        },
        new("load_balance_hosts", "PGLOADBALANCEHOSTS", null),
        new("gssencmode", "PGGSSENCMODE", static (s, v) =>
            s.GssEncryptionMode = ConnectionValue.OneOf<GssEncryptionMode>("gssencmode", v, ["disable", "prefer", "require"]))
        {
            Aliases = ["gssencryptionmode"],
        },
        new("krbsrvname", "PGKRBSRVNAME", static (s, v) => s.KerberosServiceName = v) { Aliases = ["kerberosservicename"] },
        new("keepalives", null, static (s, v) => s.TcpKeepAlive = v is not "0"),
        new("keepalives_idle", null, static (s, v) => s.TcpKeepAliveTime = ConnectionValue.Seconds("keepalives_idle", v, 32_767))
        {
            Aliases = ["tcpkeepalivetime"],
        },
        new("keepalives_interval", null, static (s, v) =>
            s.TcpKeepAliveInterval = ConnectionValue.Seconds("keepalives_interval", v, 32_767))
        {
            Aliases = ["tcpkeepaliveinterval"],
        },
        new("keepalives_count", null, null),
        new("tcp_user_timeout", null, null),
        new("sslsni", "PGSSLSNI", null),
        new("sslcompression", "PGSSLCOMPRESSION", null),
        new("hostaddr", "PGHOSTADDR", null) { IsSupported = false },
        new("sslcrl", "PGSSLCRL", null) { IsSupported = false },
        new("sslcrldir", "PGSSLCRLDIR", null) { IsSupported = false },
        new("sslcertmode", "PGSSLCERTMODE", null) { IsSupported = false },
        new("ssl_min_protocol_version", "PGSSLMINPROTOCOLVERSION", null) { IsSupported = false },
        new("ssl_max_protocol_version", "PGSSLMAXPROTOCOLVERSION", null) { IsSupported = false },
        new("requirepeer", "PGREQUIREPEER", null) { IsSupported = false },
        new("gsslib", "PGGSSLIB", null) { IsSupported = false },
        new("gssdelegation", "PGGSSDELEGATION", null) { IsSupported = false },
        new("replication", null, null) { IsSupported = false },
        new("searchpath", null, null) { IsSupported = false },
        new("timezone", null, null) { IsSupported = false },
    ];

    /// <summary>
    /// Words with which URLs tune an application's own pool or driver (Prisma, .NET applications); they say nothing about the database.
    /// </summary>
    private static readonly HashSet<string> IgnoredWords = new(StringComparer.Ordinal)
    {
        "pgbouncer", "connectionlimit", "pooltimeout", "statementcachesize", "uselibpqcompat",
        "pooling", "minpoolsize", "minimumpoolsize", "maxpoolsize", "maximumpoolsize", "connectionidlelifetime",
        "connectionpruninginterval", "connectionlifetime", "enlist", "commandtimeout", "internalcommandtimeout",
        "cancellationtimeout", "includeerrordetail", "includefailedbatchedcommand", "persistsecurityinfo", "logparameters",
        "trustservercertificate", "checkcertificaterevocation", "multiplexing", "keepalive", "tcpkeepalive", "maxautoprepare",
        "autoprepareminusages", "noresetonclose", "readbuffersize", "writebuffersize", "socketreceivebuffersize",
        "socketsendbuffersize", "arraynullabilitymode", "loadtablecomposites", "servercompatibilitymode", "hostrecheckseconds",
        "writecoalescingbufferthresholdbytes", "includerealm",
    };

    private static readonly Dictionary<string, ConnectionWord> ByName = IndexByName();

    /// <summary>The word that <paramref name="name"/> means in libpq's or Npgsql's spelling; null when there is none.</summary>
    public static ConnectionWord? Find(string name) => ByName.GetValueOrDefault(Normalize(name));

    /// <summary>Whether <paramref name="name"/> only tunes another client.</summary>
    public static bool IsIgnored(string name) => IgnoredWords.Contains(Normalize(name));

    private static Dictionary<string, ConnectionWord> IndexByName()
    {
        var index = new Dictionary<string, ConnectionWord>(StringComparer.Ordinal);
        foreach (var word in All)
        {
            index.Add(Normalize(word.Keyword), word);
            foreach (var alias in word.Aliases)
            {
                index.Add(alias, word);
            }
        }

        return index;
    }

    private static string Normalize(string name) =>
        name.Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
