using System.Globalization;
using Plumb.Catalog;
using Plumb.Environments;
using Plumb.Migrations;
using Plumb.Shadow;
using Plumb.Shadow.Profiles;

namespace Plumb.Sources;

/// <summary>Takes the snapshots of sources. A chain is replayed the way it would run where the other source comes from.</summary>
/// <param name="options">What the snapshots take in. Without a choice of schemas, that of a snapshot file holds for the others too.</param>
/// <param name="activity">Told what is going on.</param>
/// <param name="notes">Told what takes time once, such as a download.</param>
/// <param name="clock">Tells how long a replay counts.</param>
public sealed class SourceReader(SnapshotOptions options, IProgress<string>? activity, IProgress<string>? notes, TimeProvider clock)
{
    /// <summary>The snapshot of one source.</summary>
    public async Task<SourceSnapshot> ReadAsync(SnapshotSource source, CancellationToken cancellationToken) =>
        (await ReadAsync([source], cancellationToken).ConfigureAwait(false))[0];

    /// <summary>The snapshots of sources that are to be compared, in their order.</summary>
    /// <exception cref="Findings.PlumbException">A file cannot be read, a database cannot be reached, or a chain does not replay.</exception>
    public async Task<IReadOnlyList<SourceSnapshot>> ReadAsync(IReadOnlyList<SnapshotSource> sources, CancellationToken cancellationToken)
    {
        var read = new SourceSnapshot?[sources.Count];
        for (var i = 0; i < sources.Count; i++)
        {
            read[i] = sources[i] is SnapshotSource.OfFile file ? ReadFile(file) : null;
        }

        var scope = ScopeBeside(read.FirstOrDefault(static r => r is not null)?.Snapshot, sources);
        var setting = read.FirstOrDefault(static r => r is not null) is { } known ? ShadowSetting.Of(known.Snapshot) : null;
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i] is SnapshotSource.OfDatabase database)
            {
                (read[i], setting) = await ReadDatabaseAsync(database, scope, cancellationToken).ConfigureAwait(false);
            }
        }

        for (var i = 0; i < sources.Count; i++)
        {
            read[i] ??= await ReplayAsync((SnapshotSource.OfChain)sources[i], scope, setting ?? new ShadowSetting(), cancellationToken).ConfigureAwait(false);
        }

        RequireSchemas(read!);
        return read!;
    }

    /// <summary>How the embedded servers of a project are started.</summary>
    public EmbeddedServerOptions ServerOf(ProjectConfiguration project) => new() { Profile = project.Profile, Variables = project.Variables, Progress = notes };

    private static SourceSnapshot ReadFile(SnapshotSource.OfFile file)
    {
        var snapshot = SnapshotFile.Read(file.Path);
        return new SourceSnapshot(file, file.Word, snapshot) { Role = ShadowSetting.Of(snapshot).Role };
    }

    // The fact of schema public is left out where the server made it.
    private void RequireSchemas(IReadOnlyList<SourceSnapshot> read)
    {
        if (options.Schemas.Count == 0)
        {
            return;
        }

        var known = read.SelectMany(static r => r.Snapshot.Facts).Select(static f => f.Id.Root).Where(static r => r.Kind == FactKinds.Schema).Select(static r => r.Name).Append("public").ToHashSet(StringComparer.Ordinal);
        List<Findings.Finding> unknown = [.. options.Schemas.Where(s => !known.Contains(s)).Select(SourceFindings.NoSchema)];
        if (unknown.Count > 0)
        {
            throw new Findings.UsageException(unknown);
        }
    }

    private SnapshotOptions ScopeBeside(Snapshot? file, IReadOnlyList<SnapshotSource> sources)
    {
        var profile = options.Profile ?? sources.OfType<SnapshotSource.OfChain>().Select(static c => c.Project.Profile).FirstOrDefault(static p => p is not null);
        var isChosen = options.Schemas.Count > 0 || options.ExcludedSchemas.Count > 0 || options.IncludesRoles;
        return file is null || isChosen ? options with { Profile = profile } : file.Options;
    }

    private async Task<(SourceSnapshot Read, ShadowSetting Setting)> ReadDatabaseAsync(
        SnapshotSource.OfDatabase source, SnapshotOptions scope, CancellationToken cancellationToken)
    {
        if (!source.Environment.IsEmbedded)
        {
            return await ReadDatabaseAsync(source, ConnectionTarget.Resolve(source.Environment, source.Project.Variables), scope, cancellationToken).ConfigureAwait(false);
        }

        activity?.Report($"starting the embedded server of {source.Environment.Name}");
        var server = await EmbeddedServer.StartLocalAsync(
            source.Project.Root, source.Environment.Name, ServerOf(source.Project), cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            var target = ConnectionTarget.FromConnectionString(source.Environment.Name, server.ConnectionString, "embedded");
            return await ReadDatabaseAsync(source, target, scope, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(SourceSnapshot Read, ShadowSetting Setting)> ReadDatabaseAsync(
        SnapshotSource.OfDatabase source, ConnectionTarget target, SnapshotOptions scope, CancellationToken cancellationToken)
    {
        activity?.Report($"reading the catalog of {target}");
        var connection = await target.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var snapshot = await SnapshotReader.ReadAsync(connection, target.ToString(), scope, cancellationToken).ConfigureAwait(false);
            var setting = await ShadowSetting.OfAsync(connection, source.Environment.Name, cancellationToken).ConfigureAwait(false);
            return (new SourceSnapshot(source, $"{target}  PostgreSQL {snapshot.ServerVersion}", snapshot) { Role = setting.Role }, setting);
        }
    }

    private async Task<SourceSnapshot> ReplayAsync(SnapshotSource.OfChain source, SnapshotOptions scope, ShadowSetting setting, CancellationToken cancellationToken)
    {
        var request = setting.ToRequest(ServerOf(source.Project), activity);
        var cache = new ReplayCache(request, scope, clock);
        var (snapshot, standIns) = await cache.GetAsync(source.Chain, source.Word, cancellationToken).ConfigureAwait(false);
        return new SourceSnapshot(source, $"{Count(source.Chain)}{(source.Chain.Folder is "." ? "" : $" of {source.Chain.Folder}")}, replayed on PostgreSQL {snapshot.ServerVersion}", snapshot)
        {
            Role = request.Role ?? Profile.Named(source.Project.Profile).ChainRole,
            StandIns = standIns,
        };
    }

    private static string Count(Chain chain)
    {
        var count = chain.Versioned.Count + chain.Repeatable.Count;
        return string.Create(CultureInfo.InvariantCulture, $"{count} migration{(count == 1 ? "" : "s")}");
    }
}
