using System.Globalization;
using Npgsql;
using Plumb.Environments;
using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>Reads what is recorded in a database, without changing anything.</summary>
/// <remarks>
/// All values come as text: each further type that Npgsql must read costs a cold process a few milliseconds. What fits no type exactly is
/// named with its schema: a user's own function or operator could fit better than PostgreSQL's.
/// </remarks>
public static class LedgerReader
{
    /// <summary>Ledgers before this version keep no reason for going without a proof.</summary>
    private const int FirstWithReason = 5;

    private const string EntryColumns =
        "m.id, m.version, m.name, m.kind, m.state, m.checksum, m.event_id::text, (extract(epoch FROM e.at) OPERATOR(pg_catalog.*) 1000000)::bigint::text, e.actor, e.git_commit";

    /// <summary>The reason of the run that began a migration counts until it has come to an end, also when another run has brought it there.</summary>
    private const string Entries =
        $"""
        SELECT {EntryColumns}, r.unproven
        FROM plumb.migration m JOIN plumb.event e ON e.id = m.event_id
        LEFT JOIN (SELECT DISTINCT ON (u.migration) u.migration, u.id, u.unproven FROM plumb.event u WHERE u.unproven IS NOT NULL ORDER BY u.migration, u.id DESC) r
          ON r.migration = m.id AND r.id <= m.event_id
          AND NOT EXISTS (SELECT FROM plumb.event t WHERE t.migration = m.id AND t.id >= r.id AND t.id < m.event_id AND t.action IN ('apply', 'adopt', 'revert'))
        ORDER BY m.event_id
        """;

    private const string EntriesWithoutReason =
        $"""
        SELECT {EntryColumns}, NULL::text
        FROM plumb.migration m JOIN plumb.event e ON e.id = m.event_id
        ORDER BY m.event_id
        """;

    private const string Journal = "SELECT migration, action, ordinal::text, checksum, finished::text FROM plumb.journal AS j ORDER BY migration, j.ordinal";

    private const string Broken =
        """
        SELECT broken.id::text FROM (
          SELECT id FROM (
            SELECT e.id, e.previous_hash = pg_catalog.lag(e.hash, 1, ''::text) OVER w AND e.hash = plumb.event_hash(e) AND e.id = pg_catalog.lag(e.id, 1, 0::bigint) OVER w + 1 AS intact
            FROM plumb.event e WINDOW w AS (ORDER BY e.id)) checked
          WHERE NOT intact
          UNION
          SELECT coalesce(m.event_id, last.id)
          FROM plumb.migration m
          FULL JOIN (SELECT DISTINCT ON (migration) id, migration, checksum, action FROM plumb.event ORDER BY migration, id DESC) last ON last.migration = m.id
          WHERE (m.event_id, m.checksum, m.state) IS DISTINCT FROM (last.id, last.checksum,
                CASE last.action WHEN 'apply' THEN 'applied' WHEN 'adopt' THEN 'applied' WHEN 'unverify' THEN 'unverified' WHEN 'begin' THEN 'incomplete' WHEN 'begin revert' THEN 'reverting' WHEN 'unverify revert' THEN 'reverting' END)
            AND (m.id IS NOT NULL OR last.action <> 'revert')) broken
        ORDER BY broken.id
        """;

    private const string Supabase = "SELECT version, name FROM supabase_migrations.schema_migrations ORDER BY version";

    /// <summary>Older Supabase CLIs keep versions only.</summary>
    private const string SupabaseWithoutName = "SELECT version, NULL::text FROM supabase_migrations.schema_migrations ORDER BY version";

    /// <summary>By way of JSON, since older Supabase CLIs have neither column.</summary>
    private const string SupabaseStatements =
        """
        SELECT m.version, m.kept->>'name', s.statement
        FROM (SELECT version, to_jsonb(r) AS kept FROM supabase_migrations.schema_migrations r WHERE version = ANY ($1::text[])) m
        LEFT JOIN LATERAL pg_catalog.jsonb_array_elements_text(CASE pg_catalog.jsonb_typeof(m.kept->'statements') WHEN 'array' THEN m.kept->'statements' ELSE '[]'::jsonb END)
          WITH ORDINALITY AS s(statement, place) ON true
        ORDER BY m.version, s.place
        """;

    /// <summary>Reads the ledger in two round trips.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="isSupabase">True to read <c>supabase_migrations.schema_migrations</c> too.</param>
    /// <param name="cancellationToken">Stops between the round trips.</param>
    /// <exception cref="Findings.DatabaseException">A later Plumb has made the ledger, or a role has that is not trusted.</exception>
    public static async Task<Ledger> ReadAsync(NpgsqlConnection connection, bool isSupabase, CancellationToken cancellationToken)
    {
        var (plumb, supabase, hasName, _, version) = await LedgerTables.FindAsync(connection, isSupabase, cancellationToken).ConfigureAwait(false);
        supabase &= isSupabase;
        if (!plumb && !supabase)
        {
            return new Ledger(false, []);
        }

        string[] queries = [.. plumb ? [version < FirstWithReason ? EntriesWithoutReason : Entries, Journal, Broken] : Array.Empty<string>(), .. supabase ? [hasName ? Supabase : SupabaseWithoutName] : Array.Empty<string>()];
        var batch = new NpgsqlBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            foreach (var query in queries)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(query));
            }

            var reader = await Exchange.ReadAsync(batch, cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var ledger = new Ledger(plumb, plumb ? await RowsAsync(reader, EntryOf, cancellationToken).ConfigureAwait(false) : []);
                return ledger with
                {
                    Version = version,
                    Journal = plumb ? await RowsAsync(reader, JournalOf, cancellationToken).ConfigureAwait(false) : [],
                    BrokenEvents = plumb ? await RowsAsync(reader, static r => Number(r, 0), cancellationToken).ConfigureAwait(false) : [],
                    Supabase = supabase ? await RowsAsync(reader, SupabaseEntryOf, cancellationToken).ConfigureAwait(false) : [],
                };
            }
        }
    }

    /// <summary>Reads the statements of some events.</summary>
    internal static async Task<IReadOnlyDictionary<long, IReadOnlyList<string>>> ReadStatementsAsync(
        NpgsqlConnection connection, IEnumerable<long> events, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("SELECT e.id::text, s FROM plumb.event e LEFT JOIN LATERAL pg_catalog.unnest(e.statements) WITH ORDINALITY AS u(s, n) ON true WHERE e.id = ANY ($1::bigint[]) ORDER BY e.id, u.n", connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text, Value = ArrayLiteral.Of([.. events.Select(static e => e.ToString(CultureInfo.InvariantCulture))]) });
            var reader = await Exchange.ReadAsync(command, cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var rows = await RowsAsync(reader, static r => (Event: Number(r, 0), Statement: r.IsDBNull(1) ? null : r.GetString(1)), cancellationToken).ConfigureAwait(false);
                return rows.GroupBy(static r => r.Event).ToDictionary(static g => g.Key, static IReadOnlyList<string> (g) => [.. g.Select(static r => r.Statement).OfType<string>()]);
            }
        }
    }

    /// <summary>Reads what the Supabase CLI keeps of some versions: their names and statements, as far as it wrote them.</summary>
    internal static async Task<IReadOnlyList<(SupabaseEntry Entry, IReadOnlyList<string> Statements)>> ReadSupabaseStatementsAsync(
        NpgsqlConnection connection, IEnumerable<string> versions, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(SupabaseStatements, connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text, Value = ArrayLiteral.Of([.. versions]) });
            var reader = await Exchange.ReadAsync(command, cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var rows = await RowsAsync(reader, static r => (Entry: SupabaseEntryOf(r), Statement: r.IsDBNull(2) ? null : r.GetString(2)), cancellationToken).ConfigureAwait(false);
                return [.. rows.GroupBy(static r => r.Entry).Select(static g => (g.Key, (IReadOnlyList<string>)[.. g.Select(static r => r.Statement).OfType<string>()]))];
            }
        }
    }

    /// <summary>Reads only the journal.</summary>
    internal static async Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(Journal, connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await Exchange.ReadAsync(command, cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await RowsAsync(reader, JournalOf, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<List<T>> RowsAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await Exchange.NextRowAsync(reader, cancellationToken).ConfigureAwait(false))
        {
            rows.Add(read(reader));
        }

        await Exchange.NextResultAsync(reader, cancellationToken).ConfigureAwait(false);
        return rows;
    }

    private static LedgerEntry EntryOf(NpgsqlDataReader row) => new(
        row.GetString(0),
        new MigrationVersion(row.GetString(1)),
        row.GetString(2),
        row.GetString(3) == "repeatable" ? MigrationKind.Repeatable : MigrationKind.Versioned,
        row.GetString(4) switch { "applied" => LedgerState.Applied, "unverified" => LedgerState.Unverified, "reverting" => LedgerState.Reverting, _ => LedgerState.Incomplete },
        new Checksum(row.GetString(5)),
        Number(row, 6),
        DateTimeOffset.UnixEpoch.AddMicroseconds(Number(row, 7)),
        row.GetString(8))
    {
        GitCommit = row.IsDBNull(9) ? null : row.GetString(9),
        Unproven = row.IsDBNull(10) ? null : row.GetString(10),
    };

    private static SupabaseEntry SupabaseEntryOf(NpgsqlDataReader row) => new(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1));

    private static JournalEntry JournalOf(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1) == "revert", (int)Number(row, 2), new Checksum(row.GetString(3)), row.GetString(4) is "true");

    private static long Number(NpgsqlDataReader row, int column) => long.Parse(row.GetString(column), CultureInfo.InvariantCulture);
}
