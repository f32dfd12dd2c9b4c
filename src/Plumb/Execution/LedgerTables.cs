using Npgsql;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Execution;

/// <summary>Which of the tables that Plumb keeps or shares are there.</summary>
/// <param name="Plumb">Whether Plumb's own ledger is.</param>
/// <param name="Supabase">Whether the Supabase CLI's table is.</param>
/// <param name="SupabaseName">Whether that has a column for names.</param>
/// <param name="Observations">Whether runs are observed.</param>
/// <param name="Version">The version of the ledger.</param>
internal sealed record LedgerTables(bool Plumb, bool Supabase, bool SupabaseName, bool Observations, int Version)
{
    // Owners are told apart by pg_auth_members: pg_has_role would say that a superuser is a member of everything. The names of functions are
    // those of Queries/ledger_functions.sql and of the triggers, whose index makes the question cheap.
    private const string Question =
        """
        WITH kept AS (
          SELECT c.oid, n.nspname::text AS schema, c.relname::text AS name, c.relowner
          FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname::text = 'plumb' AND c.relname IN ('event', 'migration', 'journal', 'observation', 'observed_object')
             OR n.nspname::text = 'supabase_migrations' AND c.relname = 'schema_migrations')
        SELECT (EXISTS (SELECT FROM kept WHERE kept.name = 'migration'))::text,
               (EXISTS (SELECT FROM kept WHERE kept.name = 'schema_migrations'))::text,
               (EXISTS (SELECT FROM kept JOIN pg_catalog.pg_attribute a ON a.attrelid = kept.oid WHERE kept.name = 'schema_migrations' AND a.attname = 'name'))::text,
               (EXISTS (SELECT FROM kept WHERE kept.name = 'observation'))::text,
               pg_catalog.obj_description(pg_catalog.to_regnamespace('plumb'), 'pg_namespace'),
               pg_catalog.string_agg(o.what OPERATOR(pg_catalog.||) ' belongs to ' OPERATOR(pg_catalog.||) r.rolname::text, E'\n'::text) FILTER (WHERE o.schema = 'plumb'),
               pg_catalog.string_agg(o.what OPERATOR(pg_catalog.||) ' belongs to ' OPERATOR(pg_catalog.||) r.rolname::text, E'\n'::text) FILTER (WHERE o.schema = 'supabase_migrations')
        FROM (SELECT n.nspname::text AS schema, n.nspowner AS owner, 'schema ' OPERATOR(pg_catalog.||) n.nspname::text AS what
              FROM pg_catalog.pg_namespace n WHERE n.nspname::text IN ('plumb', 'supabase_migrations')
              UNION ALL
              SELECT kept.schema, kept.relowner, 'table ' OPERATOR(pg_catalog.||) kept.schema OPERATOR(pg_catalog.||) '.' OPERATOR(pg_catalog.||) kept.name FROM kept
              UNION ALL
              SELECT n.nspname::text, p.proowner, 'function ' OPERATOR(pg_catalog.||) p.oid::pg_catalog.regprocedure::text
              FROM pg_catalog.pg_namespace n JOIN pg_catalog.pg_proc p ON p.pronamespace = n.oid
              WHERE n.nspname::text = 'plumb'
                AND p.proname IN ('event_hash', 'require_lock', 'append_event', 'record', 'record_revert', 'refuse_change', 'refuse_rewriting')) o
        JOIN pg_catalog.pg_roles r ON r.oid = o.owner
        WHERE r.rolname <> current_user AND NOT r.rolsuper
          AND o.owner <> (SELECT d.datdba FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
          AND NOT EXISTS (
            WITH RECURSIVE own (role) AS (
              SELECT i.oid FROM pg_catalog.pg_roles i WHERE i.rolname = current_user
              UNION
              SELECT a.roleid FROM pg_catalog.pg_auth_members a JOIN own ON a.member = own.role)
            SELECT FROM own WHERE own.role = o.owner)
        """;

    /// <summary>Looks for them, and stops before anything of them is read when somebody else decides what they are.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="isSupabase">True when the Supabase CLI's table counts too.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DatabaseException">A later Plumb has made the ledger, or a role has that is not trusted.</exception>
    public static async Task<LedgerTables> FindAsync(NpgsqlConnection connection, bool isSupabase, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(Question, connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await Exchange.ReadAsync(command, cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await Exchange.NextRowAsync(reader, cancellationToken).ConfigureAwait(false);
                string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
                string[] foreign = [.. Lines(Text(5)), .. isSupabase ? Lines(Text(6)) : []];
                if (foreign.Length > 0)
                {
                    throw new DatabaseException(LedgerFindings.OwnedByAnother(foreign, foreign[0].Split(' ')[^1], connection.UserName ?? ""));
                }

                var version = LedgerVersion.Of(Text(4));
                LedgerVersion.ThrowIfNewer(version);
                return new LedgerTables(Text(0) is "true", Text(1) is "true", Text(2) is "true", Text(3) is "true", version);
            }
        }
    }

    private static string[] Lines(string? text) => text?.Split('\n') ?? [];
}
