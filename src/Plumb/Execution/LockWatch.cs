using Npgsql;
using Plumb.Environments;

namespace Plumb.Execution;

/// <summary>
/// While a statement runs, asks over a second connection whom it waits for. Costs next to nothing for statements that are quick:
/// only after a while a timer begins the work on another thread.
/// </summary>
internal sealed class LockWatch : IAsyncDisposable
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(400);

    private readonly Lock turn = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Timer patience;
    private Task? watching;
    private bool isOver;

    private LockWatch(DatabaseSession session, TimeSpan delay, Action<Blocker> seen) => patience = new Timer(
        _ =>
        {
            lock (turn)
            {
                watching = isOver ? null : Task.Run(() => WatchAsync(session.Target, session.Identity.ProcessId, delay, seen, stop.Token));
            }
        },
        null,
        delay,
        Timeout.InfiniteTimeSpan);

    /// <summary>The session that was last seen in the way; null when there was none.</summary>
    public Blocker? Last { get; private set; }

    /// <summary>Begins to watch a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="lockTimeout">How long it waits for a lock: it is asked more than once in that time.</param>
    /// <param name="seen">Told who is in the way, again and again while it lasts.</param>
    public static LockWatch Begin(DatabaseSession session, TimeSpan lockTimeout, Action<Blocker> seen) =>
        new(session, lockTimeout > TimeSpan.Zero && lockTimeout / 3 < LongestDelay ? lockTimeout / 3 : LongestDelay, seen);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        lock (turn)
        {
            isOver = true;
            patience.Dispose();
        }

        if (watching is not null)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
        }

        stop.Dispose();
    }

    private async Task WatchAsync(ConnectionTarget target, int processId, TimeSpan delay, Action<Blocker> seen, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await target.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                while (true)
                {
                    var blockers = await Blockers.OfProcessAsync(connection, processId, cancellationToken).ConfigureAwait(false);
                    if (blockers.Count > 0)
                    {
                        Last = blockers[0];
                        seen(blockers[0]);
                    }

                    await Task.Delay(delay, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or NpgsqlException or Findings.PlumbException)
        {
            // Watching only explains a wait; without a second connection the migration itself goes on.
        }
    }
}
