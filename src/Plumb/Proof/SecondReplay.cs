using Plumb.Execution;
using Plumb.Proof.Obligations;
using Plumb.Shadow;

namespace Plumb.Proof;

/// <summary>
/// The replay of a chain on a server of its own, in another time zone and with other OIDs, while the first one is judged. What can be judged on any
/// server is judged there.
/// </summary>
internal sealed class SecondReplay : IAsyncDisposable
{
    private readonly CancellationTokenSource stop;

    private SecondReplay(CancellationTokenSource stop, Task<SecondEnd> task) => (this.stop, End) = (stop, task);

    /// <summary>The obligations that it judges when they are demanded.</summary>
    public static IEnumerable<IObligation> Judged => ObligationList.All.Where(static o => o.IsOfSecondReplay);

    /// <summary>How it ends.</summary>
    public Task<SecondEnd> End { get; }

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
        await ((Task)End).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private static async Task<SecondEnd> RunAsync(
        IReadOnlyList<PreparedMigration> migrations, EmbeddedServerOptions embedded, ProofOptions options, CancellationToken cancellationToken)
    {
        IReadOnlyList<IObligation> demanded = [.. Judged.Where(o => options.DemandOn(o.Name) != Demand.Off)];
        var server = await ShadowServer.StartAsync(embedded, options, cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            await server.ExecuteAsync($"ALTER DATABASE {ShadowServer.Main} SET timezone = 'Pacific/Chatham'", cancellationToken).ConfigureAwait(false);
            var session = await server.OpenAsync(ShadowServer.Main, cancellationToken).ConfigureAwait(false);
            var replay = new ChainReplay(server, migrations, options, new Progress<ProofEvent>())
            {
                Session = session,
                Moment = await session.ReadAsync(cancellationToken).ConfigureAwait(false),
            };
            for (var i = 0; i < migrations.Count; i++)
            {
                await replay.StepAsync(i, demanded, cancellationToken).ConfigureAwait(false);
            }

            await replay.Session.DisposeAsync().ConfigureAwait(false);
            await server.ExecuteAsync($"ALTER DATABASE {ShadowServer.Main} RESET timezone", cancellationToken).ConfigureAwait(false);
            var reading = await server.OpenAsync(ShadowServer.Main, cancellationToken).ConfigureAwait(false);
            await using (reading.ConfigureAwait(false))
            {
                var schema = (await reading.ReadAsync(cancellationToken).ConfigureAwait(false)).Schema;
                return new SecondEnd(schema, [.. replay.Results.Where(r => demanded.Any(o => o.Name == r.Obligation))], replay.Faults);
            }
        }
    }
}
