using Npgsql;
using Plumb.Shadow.Profiles;

namespace Plumb.Shadow;

/// <summary>Finds out which stand-ins a database makes use of.</summary>
internal static class StandInUse
{
    /// <summary>The bootstrap superuser owns what the profile created; a stand-in's comment comes from its control file.</summary>
    private const string Query =
        """
        SELECT e.extname
        FROM pg_catalog.pg_extension e
        WHERE pg_catalog.obj_description(e.oid, 'pg_extension') LIKE $1 || '%'
          AND (e.extowner <> 10 OR EXISTS (
            SELECT FROM pg_catalog.pg_proc p
            WHERE p.proowner <> 10 AND p.prosrc ~* ('\m' || e.extnamespace::pg_catalog.regnamespace::text || '\.')))
        ORDER BY e.extname
        """;

    private const string VaultIsStandIn =
        "SELECT EXISTS (SELECT FROM pg_catalog.pg_extension e WHERE e.extname = $2 AND pg_catalog.obj_description(e.oid, 'pg_extension') LIKE $1 || '%')";

    private const string VaultHoldsSecrets = "SELECT EXISTS (SELECT FROM vault.secrets)";

    private const string Vault = "supabase_vault";

    public static async Task<IReadOnlyList<string>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var used = new SortedSet<string>(StringComparer.Ordinal);
        using (var query = new NpgsqlCommand(Query, connection) { Parameters = { new() { Value = StandIn.Mark } } })
        {
            using var rows = await query.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                used.Add(rows.GetString(0));
            }
        }

        if (!used.Contains(Vault)
            && await IsTrueAsync(connection, VaultIsStandIn, cancellationToken, StandIn.Mark, Vault).ConfigureAwait(false)
            && await IsTrueAsync(connection, VaultHoldsSecrets, cancellationToken).ConfigureAwait(false))
        {
            used.Add(Vault);
        }

        return [.. used];
    }

    private static async Task<bool> IsTrueAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params string[] parameters)
    {
        using var query = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            query.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        return await query.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }
}
