using Plumb.Findings;

namespace Plumb.Environments;

/// <summary>The texts about connections that could not be opened.</summary>
internal static class ConnectionFindings
{
    public static Finding NoHost(ConnectionTarget target) => Error(
        FindingCodes.HostNotFound, $"cannot connect to {target}: there is no host {target.Host}") with
    {
        Meaning = "its name cannot be resolved from this machine",
        Help = $"check how the host is written, and that it resolves: getent hosts {target.Host}",
    };

    public static Finding Refused(ConnectionTarget target)
    {
        var isSocket = target.Host.StartsWith('/');
        return Error(FindingCodes.ConnectionRefused, $"cannot connect to {target}: nothing listens there") with
        {
            Meaning = isSocket
                ? $"there is no socket {target.Host}/.s.PGSQL.{target.Port} of a running server"
                : "the host is there, and no server listens on this port",
            Help = $"start the server, or check host and port: pg_isready -h {target.Host} -p {target.Port}",
        };
    }

    public static Finding Unreachable(ConnectionTarget target, string why) => Error(
        FindingCodes.ConnectionTimeout, $"cannot connect to {target}: the host cannot be reached") with
    {
        Meaning = $"{why}; a firewall, a VPN or an address of IPv6 without a route may stand between",
        Help = $"check the way to it: pg_isready -h {target.Host} -p {target.Port}",
    };

    public static Finding NoAnswer(ConnectionTarget target, string seconds) => Error(
        FindingCodes.ConnectionTimeout, $"cannot connect to {target}: no answer within {seconds} s") with
    {
        Meaning = "the host is asleep or overloaded, or a firewall drops the packets",
        Help = $"check the way to it: pg_isready -h {target.Host} -p {target.Port}; or wait longer with connect_timeout=60",
    };

    public static Finding WrongPassword(ConnectionTarget target, string answer) => Error(
        FindingCodes.WrongPassword, $"cannot connect to {target}: {answer}") with
    {
        Meaning = $"the password is not that of {target.Role}, or there is no such role",
        Help = $"check it: psql -h {target.Host} -p {target.Port} -U {target.Role} -d {target.Database} -W",
    };

    public static Finding NoPassword(ConnectionTarget target, string? unusableFile) => Error(
        FindingCodes.NoPassword, $"cannot connect to {target}: the server wants a password and none is given") with
    {
        Meaning = unusableFile is null ? "neither the url nor PGPASSWORD, .env and ~/.pgpass hold one for this server and role" : $"{unusableFile} is not read, since others than its owner may read it",
        Help = unusableFile is null
            ? "set PGPASSWORD, add a line to ~/.pgpass, or use a url with ${VAR} that holds it"
            : $"chmod 0600 {unusableFile}",
    };

    public static Finding NotAllowed(ConnectionTarget target, string answer)
    {
        var wantsTls = answer.Contains("no encryption", StringComparison.Ordinal) || answer.Contains("SSL off", StringComparison.Ordinal);
        return Error(FindingCodes.ConnectionNotAllowed, $"cannot connect to {target}: {answer}") with
        {
            Meaning = wantsTls
                ? "the server wants TLS, or has no line in pg_hba.conf for this host, role and database"
                : "the role does not exist or may not log in, or pg_hba.conf has no line for this host, role and database",
            Help = wantsTls
                ? "add sslmode=require to the url, or a hostssl line to the server's pg_hba.conf"
                : $"as a superuser: SELECT rolcanlogin FROM pg_roles WHERE rolname = '{target.Role.Replace("'", "''", StringComparison.Ordinal)}'; "
                    + "SELECT * FROM pg_hba_file_rules",
        };
    }

    public static Finding NoDatabase(ConnectionTarget target, string answer) => Error(
        FindingCodes.UnknownDatabase, $"cannot connect to {target}: {answer}") with
    {
        Meaning = "the server is there, this database is not",
        Help = $"list what there is: psql -h {target.Host} -p {target.Port} -U {target.Role} -d postgres -l; "
            + $"or create it: createdb -h {target.Host} -p {target.Port} -U {target.Role} {target.Database}",
    };

    public static Finding NoConnectPrivilege(ConnectionTarget target, string answer) => Error(
        FindingCodes.ConnectionNotAllowed, $"cannot connect to {target}: {answer}") with
    {
        Meaning = $"the role {target.Role} lacks the CONNECT privilege on this database",
        Help = $"as the database's owner: GRANT CONNECT ON DATABASE {Quoted(target.Database)} TO {Quoted(target.Role)}",
    };

    public static Finding NoTls(ConnectionTarget target) => Error(
        FindingCodes.TlsUnavailable, $"cannot connect to {target}: TLS is asked for and the server offers none") with
    {
        Meaning = "with this sslmode the connection must be encrypted, and the server has ssl = off",
        Help = "switch ssl on in the server; on a network that you trust, write sslmode=prefer",
    };

    public static Finding NotTrusted(ConnectionTarget target, string why) => Error(
        FindingCodes.TlsNotTrusted, $"cannot connect to {target}: the server's certificate is not trusted") with
    {
        Meaning = why,
        Help = "add sslrootcert=FILE with the certificate of the authority that signed it; "
            + "sslmode=verify-full also wants the host's name in it, sslmode=verify-ca does not",
    };

    public static Finding TooMany(ConnectionTarget target, string answer) => Error(
        FindingCodes.TooManyConnections, $"cannot connect to {target}: {answer}") with
    {
        Meaning = "all connections that the server, the role or the database may have are in use",
        Help = "close some, or run again later; who holds them: SELECT usename, application_name, count(*) FROM pg_stat_activity GROUP BY 1, 2",
    };

    public static Finding NotReady(ConnectionTarget target, string answer) => Error(
        FindingCodes.ServerNotReady, $"cannot connect to {target}: {answer}") with
    {
        Meaning = "the server is starting, stopping or recovering",
        Help = $"wait until it accepts connections: pg_isready -h {target.Host} -p {target.Port}",
    };

    public static Finding PoolerRefuses(ConnectionTarget target, string answer) => Error(
        FindingCodes.ConnectionFailed, $"cannot connect to {target}: {answer}") with
    {
        Meaning = "a pooler answers, and refuses a setting that a server would take",
        Help = "connect to the server itself (on Supabase port 5432), or remove options from the url and PGOPTIONS",
    };

    public static Finding Broken(ConnectionTarget target, string why) => Error(
        FindingCodes.ConnectionFailed, $"cannot connect to {target}: the connection broke off") with
    {
        Meaning = $"{why}; what listens there may not be PostgreSQL",
        Help = $"check host and port: pg_isready -h {target.Host} -p {target.Port}",
    };

    public static Finding TooOld(string target, Version version, int oldest) => Error(
        FindingCodes.ServerTooOld, $"{target} is PostgreSQL {version.ToString(2)}, and Plumb needs {oldest} or newer") with
    {
        Meaning = "the catalogs of older servers lack what Plumb reads; nothing was changed",
        Help = "upgrade the server: https://www.postgresql.org/docs/current/upgrading.html",
    };

    public static Finding Failed(string target, string why) => Error(
        FindingCodes.ConnectionFailed, $"cannot connect to {target}: {why.TrimEnd('.')}") with
    {
        Meaning = "the server, or something between, answered otherwise than expected; nothing was changed",
        Help = "try the same with psql, which may say more: psql -h HOST -p PORT -U ROLE -d DATABASE",
    };

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static Finding Error(FindingCode code, string message) => new(code, Severity.Error, message);
}
