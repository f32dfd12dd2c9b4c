using System.Diagnostics;
using Npgsql;
using Plumb.Environments;

namespace Plumb.Execution;

/// <summary>
/// The lock that lets one Plumb at a time change a database: a session-level advisory lock, taken by polling.
/// A blocking wait would deadlock with <c>CREATE INDEX CONCURRENTLY</c>, which waits for every older transaction.
/// </summary>
internal static class MigrationLock
{
    /// <summary>The key in the database's space of advisory locks: "plumb" in ASCII.</summary>
    public const long Key = 0x70_6C_75_6D_62;

    /// <summary>The SQLSTATE with which the ledger refuses a record of a session that has lost the lock.</summary>
    public const string LostState = "PB001";

    // Twice, as plumb.require_lock() needs it. The answer is text, the one type that every session reads anyway.
    private static readonly string Try = FormattableString.Invariant(
        $"SELECT (pg_catalog.pg_try_advisory_lock({Key}) AND pg_catalog.pg_try_advisory_lock({Key}))::text");

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Takes the lock; the server releases it when the session ends, however it ends.</summary>
    /// <param name="connection">The session that will hold it.</param>
    /// <param name="patience">How long to try.</param>
    /// <param name="waiting">Told who holds it, at once and then after 1, 2, 4, … seconds.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>Null when the lock is held; else the session that holds it after all tries.</returns>
    public static async Task<Blocker?> TakeAsync(
        NpgsqlConnection connection, TimeSpan patience, Action<Blocker, TimeSpan> waiting, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var next = TimeSpan.Zero;
        for (var pause = TimeSpan.FromMilliseconds(100); ; pause = Shorter(pause * 1.5, LongestPause))
        {
            if (await TryAsync(connection, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            var holder = await HolderAsync(connection, cancellationToken).ConfigureAwait(false);
            var waited = Stopwatch.GetElapsedTime(begun);
            if (waited >= patience)
            {
                return holder;
            }

            if (waited >= next)
            {
                waiting(holder, waited);
                next = next == TimeSpan.Zero ? TimeSpan.FromSeconds(1) : next * 2;
            }

            await Task.Delay(Shorter(pause, patience - waited), cancellationToken).ConfigureAwait(false);
        }
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static async Task<bool> TryAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(Try, connection);
        await using (command.ConfigureAwait(false))
        {
            return await Exchange.AskAsync(command, cancellationToken).ConfigureAwait(false) is "true";
        }
    }

    private static async Task<Blocker> HolderAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var blockers = await Blockers.OfAdvisoryLockAsync(connection, Key, cancellationToken).ConfigureAwait(false);
        return blockers.Count > 0 ? blockers[0] : new Blocker(0, "", "", "", TimeSpan.Zero, "", null);
    }
}
