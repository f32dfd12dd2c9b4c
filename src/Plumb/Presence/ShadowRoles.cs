using Npgsql;
using Plumb.Findings;

namespace Plumb.Presence;

/// <summary>Gives a shadow the roles of another server, so that owners and grants can be compared.</summary>
internal static class ShadowRoles
{
    private const string Roles =
        """
        SELECT r.rolname::text, concat_ws(' ', CASE WHEN r.rolsuper THEN 'SUPERUSER' END, CASE WHEN NOT r.rolinherit THEN 'NOINHERIT' END,
          CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END, CASE WHEN r.rolcreatedb THEN 'CREATEDB' END, CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END)
        FROM pg_catalog.pg_roles r WHERE r.rolname !~ '^pg_' ORDER BY 1
        """;

    private const string Memberships =
        """
        SELECT g.rolname::text, m.rolname::text FROM pg_catalog.pg_auth_members a
        JOIN pg_catalog.pg_roles g ON g.oid = a.roleid JOIN pg_catalog.pg_roles m ON m.oid = a.member ORDER BY 1, 2
        """;

    /// <summary>Creates the roles that <paramref name="shadow"/> lacks, with their memberships, without passwords.</summary>
    public static async Task CopyAsync(NpgsqlConnection from, NpgsqlConnection shadow, CancellationToken cancellationToken)
    {
        var there = (await PairsAsync(shadow, Roles, cancellationToken).ConfigureAwait(false)).Select(static r => r.First).ToHashSet(StringComparer.Ordinal);
        var lacking = (await PairsAsync(from, Roles, cancellationToken).ConfigureAwait(false)).Where(r => !there.Contains(r.First)).ToList();
        var names = lacking.Select(static r => r.First).ToHashSet(StringComparer.Ordinal);
        var memberships = (await PairsAsync(from, Memberships, cancellationToken).ConfigureAwait(false))
            .Where(m => names.Contains(m.First) || names.Contains(m.Second));
        string[] statements =
        [
            .. lacking.Select(static r => $"CREATE ROLE {SqlName.Quoted(r.First)} LOGIN {r.Second}"),
            .. memberships.Select(static m => $"GRANT {SqlName.Quoted(m.First)} TO {SqlName.Quoted(m.Second)}"),
        ];
        if (statements.Length == 0)
        {
            return;
        }

        var batch = new NpgsqlBatch(shadow);
        await using (batch.ConfigureAwait(false))
        {
            foreach (var statement in statements)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
            }

            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<List<(string First, string Second)>> PairsAsync(NpgsqlConnection connection, string query, CancellationToken cancellationToken)
    {
        var pairs = new List<(string, string)>();
        var command = new NpgsqlCommand(query, connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    pairs.Add((reader.GetString(0), reader.GetString(1)));
                }
            }
        }

        return pairs;
    }
}
