using System.Diagnostics;
using Npgsql;
using Plumb.Environments;

namespace Plumb.Proof.Locks;

/// <summary>
/// Reads and writes a table again and again from connections of its own, and remembers the longest wait. The commands touch no row: they take the locks
/// of a <c>SELECT</c> and of a <c>DELETE</c> on the table and its indexes, and wait where those would wait.
/// </summary>
internal sealed class BlockMeter : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly CancellationTokenSource ended = new();
    private readonly List<NpgsqlConnection> connections = [];
    private readonly Dictionary<string, (Task<TimeSpan> Reads, Task<TimeSpan> Writes)> probes = new(StringComparer.Ordinal);

    /// <summary>Begins to use tables.</summary>
    public static async Task<BlockMeter> StartAsync(ConnectionTarget superuser, IEnumerable<string> tables, CancellationToken cancellationToken)
    {
        var meter = new BlockMeter();
        foreach (var table in tables)
        {
            var reads = await meter.StartAsync(superuser, $"SELECT FROM {table} LIMIT 1", cancellationToken).ConfigureAwait(false);
            meter.probes[table] = (reads, await meter.StartAsync(superuser, $"DELETE FROM {table} WHERE false", cancellationToken).ConfigureAwait(false));
        }

        return meter;
    }

    /// <summary>Stops, and tells for each table how long readers and writers waited at most.</summary>
    public async Task<IReadOnlyDictionary<string, (TimeSpan Reads, TimeSpan Writes)>> EndAsync()
    {
        await ended.CancelAsync().ConfigureAwait(false);
        var waits = new Dictionary<string, (TimeSpan Reads, TimeSpan Writes)>(StringComparer.Ordinal);
        foreach (var (table, (reads, writes)) in probes)
        {
            waits[table] = (await reads.ConfigureAwait(false), await writes.ConfigureAwait(false));
        }

        return waits;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync().ConfigureAwait(false);
        ended.Dispose();
        foreach (var connection in connections)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    // The first run is over before the migration begins: it pays for what a new session has to read.
    private async Task<Task<TimeSpan>> StartAsync(ConnectionTarget superuser, string sql, CancellationToken cancellationToken)
    {
        var connection = await superuser.OpenAsync(cancellationToken).ConfigureAwait(false);
        connections.Add(connection);
        await RunAsync(connection, "SET session_replication_role = replica", cancellationToken).ConfigureAwait(false);
        return await RunAsync(connection, sql, cancellationToken).ConfigureAwait(false) ? ProbeAsync(connection, sql) : Task.FromResult(TimeSpan.Zero);
    }

    private async Task<TimeSpan> ProbeAsync(NpgsqlConnection connection, string sql)
    {
        var longest = TimeSpan.Zero;
        while (!ended.IsCancellationRequested)
        {
            var begun = Stopwatch.GetTimestamp();
            var isThere = await RunAsync(connection, sql, CancellationToken.None).ConfigureAwait(false);
            var wait = Stopwatch.GetElapsedTime(begun);
            longest = wait > longest ? wait : longest;
            if (!isThere)
            {
                // The migration has dropped or renamed the table; who came meanwhile has waited all the same.
                break;
            }

            await Task.Delay(Pause, CancellationToken.None).ConfigureAwait(false);
        }

        return longest;
    }

    private static async Task<bool> RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using (command.ConfigureAwait(false))
        {
            try
            {
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (PostgresException)
            {
                return false;
            }
        }
    }
}
