using Npgsql;
using Plumb.Findings;

namespace Plumb.Sources;

/// <summary>A role of a cluster, so that a shadow can have it too. Never its password.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsSuperuser">Whether it is one.</param>
/// <param name="Attributes">Its other attributes as CREATE ROLE writes them.</param>
/// <param name="MemberOf">The roles whose rights it has.</param>
public sealed record ClusterRole(string Name, bool IsSuperuser, string Attributes, IReadOnlyList<string> MemberOf)
{
    private const string Roles =
        """
        SELECT r.rolname::text, r.rolsuper::text,
               pg_catalog.concat_ws(' ', CASE WHEN r.rolcreatedb THEN 'CREATEDB' END, CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END,
                         CASE WHEN r.rolreplication THEN 'REPLICATION' END, CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END,
                         CASE WHEN NOT r.rolinherit THEN 'NOINHERIT' END),
               (SELECT pg_catalog.string_agg(m.rolname::text, E'\n' ORDER BY m.rolname) FROM pg_catalog.pg_auth_members a
                JOIN pg_catalog.pg_roles m ON m.oid = a.roleid WHERE a.member = r.oid)
        FROM pg_catalog.pg_roles r
        WHERE r.rolname::text NOT LIKE 'pg\_%'
        ORDER BY r.rolname
        """;

    /// <summary>Reads the roles of the connection's cluster; every role may read them.</summary>
    public static async Task<IReadOnlyList<ClusterRole>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var roles = new List<ClusterRole>();
        var command = new NpgsqlCommand(Roles, connection);
        await using var _ = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            string[] memberOf = reader.IsDBNull(3) ? [] : reader.GetString(3).Split('\n');
            roles.Add(new ClusterRole(reader.GetString(0), reader.GetString(1) is "true", reader.GetString(2), memberOf));
        }

        return roles;
    }

    /// <summary>A role of which only the name is known.</summary>
    public static ClusterRole Named(string name) => new(name, false, "", []);

    /// <summary>The commands that make the role; a superuser runs them.</summary>
    internal string CreateSql => $"CREATE ROLE {SqlName.Quoted(Name)} LOGIN{(IsSuperuser ? " SUPERUSER" : "")} {Attributes}".TrimEnd();

    /// <summary>The commands that give it the rights of others.</summary>
    internal IEnumerable<string> MembershipSql => MemberOf.Select(group => $"GRANT {SqlName.Quoted(group)} TO {SqlName.Quoted(Name)}");
}
