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
    /// <summary>Asks the server, in one round trip.</summary>
    public static Task<ServerIdentity> AskAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
