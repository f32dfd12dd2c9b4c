using System.Diagnostics;
using Npgsql;
using Plumb.Findings;

namespace Plumb.Execution;

/// <summary>
/// Finds out, by what happens to a second connection, whether a pooler gives each client a session of its own. In doubt it does not.
/// </summary>
/// <remarks>
/// A session's own advisory lock is the mark: it must stay while its client is idle, and must be gone soon after its client has left. A
/// pooler that hands sessions from transaction to transaction keeps it beyond the client, or loses it before.
/// </remarks>
internal static class PoolerMode
{
    private const string Mark = "plumb.session";
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestCleanup = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestOpening = TimeSpan.FromSeconds(10);

    /// <summary>True when each client has a session of its own for as long as it is connected.</summary>
    public static async Task<bool> KeepsSessionsAsync(DatabaseSession session, CancellationToken cancellationToken)
    {
        var key = MigrationLock.Key | (long)session.Identity.ProcessId << 40;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestOpening);
        try
        {
            var second = await session.Target.OpenAsync(patience.Token).ConfigureAwait(false);
            await using (second.ConfigureAwait(false))
            {
                if (await SharesSessionAsync(session, second, patience.Token).ConfigureAwait(false))
                {
                    return false;
                }

                var taken = await AskAsync(second, "SELECT pg_catalog.pg_try_advisory_lock($1)", key, patience.Token).ConfigureAwait(false);
                await Task.Delay(Idle, patience.Token).ConfigureAwait(false);
                if (taken is not true || !await IsHeldAsync(session, key, patience.Token).ConfigureAwait(false))
                {
                    return false;
                }
            }

            return await IsReleasedSoonAsync(session, key, patience.Token).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is OperationCanceledException or NpgsqlException or PlumbException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>The quick answer: the second client gets the session of the first, which is connected and idle.</summary>
    private static async Task<bool> SharesSessionAsync(DatabaseSession session, NpgsqlConnection second, CancellationToken cancellationToken)
    {
        await AskAsync(session.Connection, "SELECT pg_catalog.set_config($1, 'taken', false)", Mark, cancellationToken).ConfigureAwait(false);
        var taken = await AskAsync(second, "SELECT pg_catalog.current_setting($1, true)", Mark, cancellationToken).ConfigureAwait(false);
        await AskAsync(session.Connection, "SELECT pg_catalog.set_config($1, '', false)", Mark, cancellationToken).ConfigureAwait(false);
        return taken is "taken";
    }

    private static async Task<bool> IsReleasedSoonAsync(DatabaseSession session, long key, CancellationToken cancellationToken)
    {
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < LongestCleanup;)
        {
            if (!await IsHeldAsync(session, key, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }

            await Task.Delay(Idle / 4, cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    private static async Task<bool> IsHeldAsync(DatabaseSession session, long key, CancellationToken cancellationToken) =>
        await AskAsync(
            session.Connection,
            "SELECT 1 FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND (classid::bigint << 32 | objid::bigint) = $1",
            key,
            cancellationToken).ConfigureAwait(false) is not null;

    private static async Task<object?> AskAsync<T>(NpgsqlConnection connection, string sql, T value, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
