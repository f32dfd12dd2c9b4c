using Npgsql;
using Plumb.Environments;

namespace Plumb.Execution;

/// <summary>
/// While a statement runs, asks over a second connection whom it waits for. Costs nothing for statements that are quick:
/// the connection is opened only after <see cref="Delay"/>.
/// </summary>
internal sealed class LockWatch : IAsyncDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(400);

    private readonly CancellationTokenSource stop = new();
    private readonly Task watching;

    private LockWatch(ConnectionTarget target, int processId, Action<Blocker> seen) =>
        watching = WatchAsync(target, processId, seen, stop.Token);

    /// <summary>The session that was last seen in the way; null when there was none.</summary>
    public Blocker? Last { get; private set; }

    /// <summary>Begins to watch the server process <paramref name="processId"/>.</summary>
    public static LockWatch Begin(ConnectionTarget target, int processId, Action<Blocker> seen) => new(target, processId, seen);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await watching.ConfigureAwait(false);
        stop.Dispose();
    }

    private async Task WatchAsync(ConnectionTarget target, int processId, Action<Blocker> seen, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Delay, cancellationToken).ConfigureAwait(false);
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

                    await Task.Delay(Delay, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or NpgsqlException or Findings.PlumbException)
        {
            // Watching only explains a wait; without a second connection the migration itself goes on.
        }
    }
}
