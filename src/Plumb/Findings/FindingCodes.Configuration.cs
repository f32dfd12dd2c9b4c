namespace Plumb.Findings;

public static partial class FindingCodes
{
    /// <summary><c>plumb.yaml</c> is not YAML.</summary>
    public static readonly FindingCode InvalidYaml = new("PL001", "invalid-yaml");

    /// <summary>A key of <c>plumb.yaml</c> is not known.</summary>
    public static readonly FindingCode UnknownKey = new("PL002", "unknown-key");

    /// <summary>A value of <c>plumb.yaml</c> is not one that its key may have.</summary>
    public static readonly FindingCode InvalidValue = new("PL003", "invalid-value");

    /// <summary>A key stands twice in <c>plumb.yaml</c>.</summary>
    public static readonly FindingCode DuplicateKey = new("PL004", "duplicate-key");

    /// <summary>A password is written into <c>plumb.yaml</c>.</summary>
    public static readonly FindingCode PasswordInFile = new("PL005", "password-in-file");

    /// <summary>A line of <c>.env</c> cannot be read.</summary>
    public static readonly FindingCode InvalidDotEnv = new("PL006", "invalid-dot-env");

    /// <summary>A variable that a URL names is not set.</summary>
    public static readonly FindingCode UnsetVariable = new("PL007", "unset-variable");

    /// <summary>No environment has that name.</summary>
    public static readonly FindingCode UnknownEnvironment = new("PL008", "unknown-environment");

    /// <summary><c>.env</c> holds a password and git does not ignore it.</summary>
    public static readonly FindingCode DotEnvNotIgnored = new("PL009", "dot-env-not-ignored");

    /// <summary>A connection string cannot be read.</summary>
    public static readonly FindingCode InvalidConnectionString = new("PL010", "invalid-connection-string");

    /// <summary>A connection parameter is not known.</summary>
    public static readonly FindingCode UnknownConnectionParameter = new("PL011", "unknown-connection-parameter");

    /// <summary>A connection parameter of libpq is not supported, or not with this value.</summary>
    public static readonly FindingCode UnsupportedConnectionParameter = new("PL012", "unsupported-connection-parameter");

    /// <summary>An environment relies on the <c>PG*</c> variables and none of them is set.</summary>
    public static readonly FindingCode NoConnectionVariables = new("PL013", "no-connection-variables");

    /// <summary>A connection service is not defined.</summary>
    public static readonly FindingCode UnknownService = new("PL014", "unknown-service");

    /// <summary>The configuration has a name under which it is not read.</summary>
    public static readonly FindingCode MisnamedConfiguration = new("PL015", "misnamed-configuration");

    /// <summary>A file of the configuration cannot be read.</summary>
    public static readonly FindingCode UnreadableConfiguration = new("PL016", "unreadable-configuration");

    /// <summary>The host's name cannot be resolved.</summary>
    public static readonly FindingCode HostNotFound = new("PL020", "host-not-found");

    /// <summary>Nothing listens at the host and port.</summary>
    public static readonly FindingCode ConnectionRefused = new("PL021", "connection-refused");

    /// <summary>The server did not answer in time.</summary>
    public static readonly FindingCode ConnectionTimeout = new("PL022", "connection-timeout");

    /// <summary>The server refused the password.</summary>
    public static readonly FindingCode WrongPassword = new("PL023", "wrong-password");

    /// <summary>The server does not let this role in from here.</summary>
    public static readonly FindingCode ConnectionNotAllowed = new("PL024", "connection-not-allowed");

    /// <summary>The database does not exist.</summary>
    public static readonly FindingCode UnknownDatabase = new("PL025", "unknown-database");

    /// <summary>TLS is asked for and the server has none.</summary>
    public static readonly FindingCode TlsUnavailable = new("PL026", "tls-unavailable");

    /// <summary>The server's certificate is not trusted.</summary>
    public static readonly FindingCode TlsNotTrusted = new("PL027", "tls-not-trusted");

    /// <summary>The server has no connection left.</summary>
    public static readonly FindingCode TooManyConnections = new("PL028", "too-many-connections");

    /// <summary>The server is starting or stopping.</summary>
    public static readonly FindingCode ServerNotReady = new("PL029", "server-not-ready");

    /// <summary>The server is older than PostgreSQL 14.</summary>
    public static readonly FindingCode ServerTooOld = new("PL030", "server-too-old");

    /// <summary>A connection could not be opened for another reason.</summary>
    public static readonly FindingCode ConnectionFailed = new("PL031", "connection-failed");

    /// <summary>The server wants a password and there is none.</summary>
    public static readonly FindingCode NoPassword = new("PL032", "no-password");
}
