using Npgsql;
using Plumb.Catalog;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Shadow;

namespace Plumb.Sources;

/// <summary>A throwaway database on which a chain is replayed the way <c>plumb up</c> runs it, to learn what it makes.</summary>
public sealed class ChainShadow : IAsyncDisposable
{
    private readonly EmbeddedServer server;
    private readonly ShadowRequest request;

    private ChainShadow(EmbeddedServer server, ShadowRequest request, ConnectionTarget target)
    {
        this.server = server;
        this.request = request;
        Target = target;
    }

    /// <summary>The database, as the role that runs the chain.</summary>
    public ConnectionTarget Target { get; }

    /// <summary>A connection string of the server's superuser, to the same database.</summary>
    public string SuperuserConnectionString => server.SuperuserConnectionString;

    /// <summary>Starts a server with the roles that are asked for.</summary>
    /// <exception cref="DatabaseException">No server could be found or started; says what was tried.</exception>
    public static async Task<ChainShadow> StartAsync(ShadowRequest request, CancellationToken cancellationToken)
    {
        request.Activity?.Report("starting a throwaway PostgreSQL");
        var started = await EmbeddedServer.StartThrowawayAsync(request.Server, cancellationToken).ConfigureAwait(false);
        try
        {
            await PrepareAsync(started, request, cancellationToken).ConfigureAwait(false);
            var connection = new NpgsqlConnectionStringBuilder(started.ConnectionString);
            connection.Username = request.Role ?? connection.Username;
            return new ChainShadow(started, request, ConnectionTarget.FromConnectionString(request.Environment, connection.ConnectionString, "shadow"));
        }
        catch
        {
            await started.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Runs the migrations of <paramref name="chain"/> that are not there yet, without their checks, which speak of data that a shadow has
    /// not. A migration that <c>only</c> leaves out of the environment is left out here too.
    /// </summary>
    /// <exception cref="VerificationException">A migration failed.</exception>
    public async Task ReplayAsync(Chain chain, string shownChain, CancellationToken cancellationToken)
    {
        var bare = chain with
        {
            Always = null,
            Versioned = [.. chain.Versioned.Select(static m => m.WithoutCompanions)],
            Repeatable = [.. chain.Repeatable.Select(static m => m.WithoutCompanions)],
        };
        var progress = new ActivityRelay(request.Activity, chain.Versioned.Count + chain.Repeatable.Count);
        var result = await new Upgrade(bare, new ExecutionOptions(), progress).RunAsync(Target, new UpgradeOptions(), cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            var failed = result.Results[^1];
            throw new VerificationException([.. failed.Findings, SourceFindings.ReplayFailed(shownChain, failed.Migration.Id, result.Results.Count - 1)]);
        }
    }

    /// <summary>What the database holds now.</summary>
    public Task<Snapshot> SnapshotAsync(SnapshotOptions options, CancellationToken cancellationToken)
    {
        request.Activity?.Report("reading what it made");
        return SnapshotReader.ReadAsync(Target, options, cancellationToken);
    }

    /// <summary>The stand-ins for extensions that the chain used, whatever its role may see of them.</summary>
    public async Task<IReadOnlyList<string>> UsedStandInsAsync(CancellationToken cancellationToken)
    {
        if (server.StandIns.Count == 0)
        {
            return [];
        }

        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(SuperuserConnectionString) { Pooling = false }.ConnectionString);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return await EmbeddedServer.UsedStandInsAsync(connection, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static async Task PrepareAsync(EmbeddedServer server, ShadowRequest request, CancellationToken cancellationToken)
    {
        if (request.Role is null && request.Roles.Count == 0)
        {
            return;
        }

        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.SuperuserConnectionString) { Pooling = false }.ConnectionString);
        await using var _ = connection.ConfigureAwait(false);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        var known = (await ClusterRole.ReadAsync(connection, cancellationToken).ConfigureAwait(false)).Select(static r => r.Name).ToHashSet(StringComparer.Ordinal);
        List<ClusterRole> wanted = [.. request.Roles];
        if (request.Role is { } role && !wanted.Exists(r => r.Name == role))
        {
            wanted.Add(ClusterRole.Named(role));
        }

        wanted.RemoveAll(r => known.Contains(r.Name));
        known.UnionWith(wanted.Select(static r => r.Name));
        List<string> commands = [.. wanted.Select(static r => r.CreateSql)];
        commands.AddRange(wanted.SelectMany(r => (r with { MemberOf = [.. r.MemberOf.Where(m => known.Contains(m) || m.StartsWith("pg_", StringComparison.Ordinal))] }).MembershipSql));
        if (request.Role is { } owner && new NpgsqlConnectionStringBuilder(server.ConnectionString).Username != owner)
        {
            commands.Add($"ALTER DATABASE postgres OWNER TO {SqlName.Quoted(owner)}");
        }

        foreach (var sql in commands)
        {
            var command = new NpgsqlCommand(sql, connection);
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private sealed class ActivityRelay(IProgress<string>? activity, int total) : IProgress<ExecutionEvent>
    {
        private int begun;

        public void Report(ExecutionEvent value)
        {
            if (value is ExecutionEvent.Started started)
            {
                activity?.Report($"replaying {++begun} of {total}, {started.Migration.Id}");
            }
        }
    }
}
