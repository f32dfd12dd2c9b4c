using Plumb.Environments;
using Plumb.Execution;
using Plumb.Proof;
using Plumb.Proof.Prefixes;

namespace Plumb.Watching;

/// <summary>The one server of a watch. It brings its main database to any place of a chain, from the nearest prefix that is kept.</summary>
/// <param name="progress">Told which migrations are replayed.</param>
internal sealed class WatchShadow(IProgress<ProofEvent> progress) : IAsyncDisposable
{
    private ShadowServer? server;
    private PrefixDatabases? prefixes;
    private WatchedProject? project;
    private ShadowSession? session;
    private (string Key, Moment Moment)? staged;

    /// <summary>Who runs the chain.</summary>
    public ServerIdentity? Identity { get; private set; }

    /// <summary>The stand-ins for extensions that the main database uses.</summary>
    public Task<IReadOnlyList<string>> UsedStandInsAsync(CancellationToken cancellationToken) => server!.UsedStandInsAsync(cancellationToken);

    /// <summary>Whether the first migrations of a chain are kept.</summary>
    public bool Keeps(string key) => prefixes?.Find(key) is not null;

    /// <summary>A replay of a chain that is about to run the migration at <paramref name="index"/>; those before it are in place.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="index">The place.</param>
    /// <param name="keeps">Whether to keep those before it for the next time, which takes as long as some migrations.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ChainReplay> StageAsync(WatchedChain chain, int index, bool keeps, CancellationToken cancellationToken)
    {
        var key = chain.Keys[index];
        var ready = staged is { } there && there.Key == key ? staged : null;
        staged = null;
        var moment = ready?.Moment ?? await MoveAsync(chain, index, keeps, cancellationToken).ConfigureAwait(false);
        return ReplayOf(chain, moment);
    }

    /// <summary>Does what <see cref="StageAsync"/> will have to do, and what a session does only once.</summary>
    public async Task PrepareAsync(WatchedChain chain, int index, CancellationToken cancellationToken)
    {
        var moment = await MoveAsync(chain, index, keeps: true, cancellationToken).ConfigureAwait(false);
        await session!.BeginAsync("BEGIN", cancellationToken).ConfigureAwait(false);
        await session.ReadAsync(cancellationToken, withAccess: true, moment).ConfigureAwait(false);
        await session.RollBackAsync(cancellationToken).ConfigureAwait(false);
        staged = (chain.Keys[index], moment);
    }

    /// <summary>Keeps what the main database holds after a step of <paramref name="replay"/>, and goes on in a new session.</summary>
    public async Task KeepAsync(ChainReplay replay, string key, CancellationToken cancellationToken)
    {
        await CloseAsync(replay.Session).ConfigureAwait(false);
        await prefixes!.KeepAsync(key, replay.Moment, cancellationToken).ConfigureAwait(false);
        replay.Session = session = await server!.OpenAsync(ShadowServer.Main, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Leaves the main database as it is, in the middle of whatever was done there.</summary>
    public async Task LeaveAsync(ChainReplay? replay)
    {
        staged = null;
        await CloseAsync(replay?.Session).ConfigureAwait(false);
    }

    /// <summary>Ends the server; the next stage starts another one.</summary>
    public async Task EndAsync()
    {
        await LeaveAsync(null).ConfigureAwait(false);
        if (server is not null)
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }

        (server, prefixes, Identity) = (null, null, null);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await EndAsync().ConfigureAwait(false);

    private async Task<Moment> MoveAsync(WatchedChain chain, int index, bool keeps, CancellationToken cancellationToken)
    {
        var (place, prefix) = await NearestAsync(chain, index, cancellationToken).ConfigureAwait(false);
        await RenewAsync(prefix, cancellationToken).ConfigureAwait(false);
        if (place == index)
        {
            return prefix.Moment;
        }

        if (!keeps)
        {
            // Nothing is judged on the way, so that one reading at its end is enough.
            if (await TryRunAsync(chain, place, index, cancellationToken).ConfigureAwait(false))
            {
                return await session!.ReadAsync(cancellationToken, withAccess: true).ConfigureAwait(false);
            }

            await RenewAsync(prefix, cancellationToken).ConfigureAwait(false);
        }

        var replay = ReplayOf(chain, prefix.Moment);
        for (var i = place; i < index; i++)
        {
            await replay.StepAsync(i, [], cancellationToken).ConfigureAwait(false);
            session = replay.Session;
        }

        if (keeps)
        {
            await KeepAsync(replay, chain.Keys[index], cancellationToken).ConfigureAwait(false);
        }

        return replay.Moment;
    }

    private async Task RenewAsync(Prefix prefix, CancellationToken cancellationToken)
    {
        await LeaveAsync(null).ConfigureAwait(false);
        await server!.RenewMainAsync(prefix.Database, cancellationToken).ConfigureAwait(false);
        session = await server.OpenAsync(ShadowServer.Main, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> TryRunAsync(WatchedChain chain, int from, int end, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var prepared in chain.Migrations.Skip(from).Take(end - from))
            {
                if (OutwardStatement.IsIn(prepared))
                {
                    return false;
                }

                await session!.RunAsync(prepared.Up, cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (Exception failed) when (failed is StatementException or SessionLostException)
        {
            return false;
        }
    }

    /// <summary>The longest prefix that is kept, and that goes with what the server's databases share now. Where there is none, another server is started.</summary>
    private async Task<(int Place, Prefix Prefix)> NearestAsync(WatchedChain chain, int index, CancellationToken cancellationToken)
    {
        if (server is not null && project!.HasTheSameServerAs(chain.Project))
        {
            var cluster = await server.ReadClusterStateAsync(cancellationToken).ConfigureAwait(false);
            for (var place = index; place >= 0; place--)
            {
                if (prefixes!.Find(chain.Keys[place]) is { } prefix && prefix.Cluster == cluster)
                {
                    prefixes.Use(chain.Keys[place]);
                    return (place, prefix);
                }
            }
        }

        return (0, await StartAsync(chain, cancellationToken).ConfigureAwait(false));
    }

    private async Task<Prefix> StartAsync(WatchedChain chain, CancellationToken cancellationToken)
    {
        await EndAsync().ConfigureAwait(false);
        project = chain.Project;
        server = await ShadowServer.StartAsync(project.Embedded, project.Options, cancellationToken).ConfigureAwait(false);
        prefixes = new PrefixDatabases(server);
        var first = await server.OpenAsync(ShadowServer.Main, cancellationToken).ConfigureAwait(false);
        Moment moment;
        await using (first.ConfigureAwait(false))
        {
            Identity = first.Identity;
            moment = await first.ReadAsync(cancellationToken, withAccess: true).ConfigureAwait(false);
        }

        return await prefixes.KeepAsync(chain.Keys[0], moment, cancellationToken).ConfigureAwait(false);
    }

    private ChainReplay ReplayOf(WatchedChain chain, Moment moment) =>
        new(server!, chain.Migrations, chain.Project.Options, progress) { Session = session!, Moment = moment };

    private async Task CloseAsync(ShadowSession? own)
    {
        if (own is not null && own != session)
        {
            await own.DisposeAsync().ConfigureAwait(false);
        }

        if (session is not null)
        {
            await session.DisposeAsync().ConfigureAwait(false);
            session = null;
        }
    }
}
