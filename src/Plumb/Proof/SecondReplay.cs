using Plumb.Catalog;
using Plumb.Execution;
using Plumb.Shadow;

namespace Plumb.Proof;

/// <summary>The replay of a chain on a server of its own, in another time zone and with other OIDs, while the first one is judged.</summary>
internal sealed class SecondReplay : IAsyncDisposable
{
    private readonly CancellationTokenSource stop;

    private SecondReplay(CancellationTokenSource stop, Task<Snapshot> task) => (this.stop, Schema) = (stop, task);

    /// <summary>The schema that it leaves; fails with <see cref="ReplayException"/> when a migration does not run.</summary>
    public Task<Snapshot> Schema { get; }

    /// <summary>Begins; what it runs must not reach out of the database.</summary>
    public static SecondReplay Begin(IReadOnlyList<PreparedMigration> migrations, EmbeddedServerOptions embedded, ProofOptions options, CancellationToken cancellationToken)
    {
        var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return new SecondReplay(stopping, Task.Run(() => RunAsync(migrations, embedded, options, stopping.Token), stopping.Token));
    }

    /// <summary>Stops it when it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await ((Task)Schema).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private static async Task<Snapshot> RunAsync(
        IReadOnlyList<PreparedMigration> migrations, EmbeddedServerOptions embedded, ProofOptions options, CancellationToken cancellationToken)
    {
        var server = await ShadowServer.StartAsync(embedded, options, cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            await server.ExecuteAsync($"ALTER DATABASE {ShadowServer.Main} SET timezone = 'Pacific/Chatham'", cancellationToken).ConfigureAwait(false);
            var session = await server.OpenAsync(ShadowServer.Main, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                foreach (var prepared in migrations)
                {
                    try
                    {
                        await session.RunAsync(prepared.Up, cancellationToken).ConfigureAwait(false);
                    }
                    catch (StatementException failed)
                    {
                        throw new ReplayException(prepared, session.Identity.Role, failed);
                    }
                }
            }

            await server.ExecuteAsync($"ALTER DATABASE {ShadowServer.Main} RESET timezone", cancellationToken).ConfigureAwait(false);
            var reading = await server.OpenAsync(ShadowServer.Main, cancellationToken).ConfigureAwait(false);
            await using (reading.ConfigureAwait(false))
            {
                return (await reading.ReadAsync(cancellationToken).ConfigureAwait(false)).Schema;
            }
        }
    }
}
