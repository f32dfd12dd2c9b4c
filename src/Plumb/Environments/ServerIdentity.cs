using System.Globalization;
using Npgsql;

namespace Plumb.Environments;

/// <summary>Who answers at the other end of a connection.</summary>
/// <param name="Version">The server's version as it reports it, such as <c>15.18</c>.</param>
/// <param name="VersionNumber">The same as a number, such as 150018.</param>
/// <param name="Database">The database.</param>
/// <param name="Role">The role as which statements run.</param>
/// <param name="IsSuperuser">Whether that role is a superuser.</param>
/// <param name="IsPooled">True when a pooler stands between: the process id in the protocol is not the server's.</param>
public sealed record ServerIdentity(string Version, int VersionNumber, string Database, string Role, bool IsSuperuser, bool IsPooled)
{
    /// <summary>The server process of the session, also behind a pooler.</summary>
    public int ProcessId { get; init; }

    /// <summary>True for a server on Linux.</summary>
    public bool RunsOnLinux { get; init; }

    /// <summary>The major version, such as 15 of <c>15.18</c> or <c>15beta1</c>; null when the text does not begin with a number.</summary>
    public static int? MajorOf(string version)
    {
        var end = version.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? version : version.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;
    }

    // Text only: each further type that Npgsql must read costs a cold process a few milliseconds.
    private const string Question =
        """
        SELECT pg_catalog.current_setting('server_version'), pg_catalog.current_setting('server_version_num'), pg_catalog.current_database()::text, current_user::text,
               (SELECT rolsuper::text FROM pg_catalog.pg_roles WHERE rolname = current_user), pg_catalog.pg_backend_pid()::text,
               (pg_catalog.version() LIKE '%linux%')::text
        """;

    /// <summary>Asks the server, in one round trip.</summary>
    public static async Task<ServerIdentity> AskAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(Question, connection);
        await using var _ = command.ConfigureAwait(false);
        var answer = await Exchange.ReadAsync(command, cancellationToken).ConfigureAwait(false);
        await using var __ = answer.ConfigureAwait(false);
        await Exchange.NextRowAsync(answer, cancellationToken).ConfigureAwait(false);
        var version = answer.GetString(0);
        var space = version.IndexOf(' ', StringComparison.Ordinal);
        var processId = int.Parse(answer.GetString(5), CultureInfo.InvariantCulture);
        return new ServerIdentity(
            space < 0 ? version : version[..space],
            int.Parse(answer.GetString(1), CultureInfo.InvariantCulture),
            answer.GetString(2),
            answer.GetString(3),
            answer.GetString(4) is "true",
            processId != connection.ProcessID)
        {
            ProcessId = processId,
            RunsOnLinux = answer.GetString(6) is "true",
        };
    }
}
