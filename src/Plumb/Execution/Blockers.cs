using Npgsql;

namespace Plumb.Execution;

/// <summary>Asks the server which sessions stand in the way.</summary>
internal static class Blockers
{
    private const string Columns =
        """
        a.pid, coalesce(a.application_name, ''), coalesce(a.usename::text, ''), coalesce(a.state, ''),
        coalesce(extract(epoch FROM pg_catalog.clock_timestamp() - a.state_change), 0)::double precision,
        coalesce(pg_catalog.left(pg_catalog.regexp_replace(a.query, '\s+', ' ', 'g'), 100), '')
        """;

    private const string OfProcess =
        $"""
        SELECT {Columns},
               (SELECT l.relation::regclass::text FROM pg_catalog.pg_locks l WHERE l.pid = $1 AND NOT l.granted AND l.relation IS NOT NULL LIMIT 1)
        FROM pg_catalog.pg_stat_activity a WHERE a.pid = ANY (pg_catalog.pg_blocking_pids($1))
        """;

    private const string OfAdvisoryLock =
        $"""
        SELECT {Columns}, NULL::text
        FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
        WHERE l.locktype = 'advisory' AND l.granted AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
          AND l.objsubid = 1 AND (l.classid::bigint << 32 | l.objid::bigint) = $1
        """;

    /// <summary>The sessions for which the server process <paramref name="processId"/> waits.</summary>
    public static Task<List<Blocker>> OfProcessAsync(NpgsqlConnection connection, int processId, CancellationToken cancellationToken) =>
        AskAsync(connection, OfProcess, new NpgsqlParameter<int> { TypedValue = processId }, cancellationToken);

    /// <summary>The session that holds an advisory lock of this database.</summary>
    public static Task<List<Blocker>> OfAdvisoryLockAsync(NpgsqlConnection connection, long key, CancellationToken cancellationToken) =>
        AskAsync(connection, OfAdvisoryLock, new NpgsqlParameter<long> { TypedValue = key }, cancellationToken);

    private static async Task<List<Blocker>> AskAsync(NpgsqlConnection connection, string sql, NpgsqlParameter parameter, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(parameter);
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var blockers = new List<Blocker>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    blockers.Add(new Blocker(
                        reader.GetInt32(0),
                        reader.GetString(1),
                        reader.GetString(2),
                        reader.GetString(3),
                        TimeSpan.FromSeconds(reader.GetDouble(4)),
                        reader.GetString(5),
                        reader.IsDBNull(6) ? null : reader.GetString(6)));
                }

                return blockers;
            }
        }
    }
}
