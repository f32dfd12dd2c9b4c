using Npgsql;

namespace Plumb.Catalog;

/// <summary>
/// Reads what the open transaction has changed since it began, and takes the rest from a reading of the state in which it began: what a snapshot
/// costs then follows from the change and hardly from the size of the schema.
/// </summary>
/// <remarks>
/// It reads whole objects: those of which a row is new, those that are gone, and queries over a changed relation. Where more may have changed, it
/// gives up: catalogs that few transactions touch, and new names, by which other objects are worded.
/// </remarks>
internal sealed class ChangeReading(NpgsqlConnection connection, SnapshotOptions options) : IAsyncDisposable
{
    private static readonly HashSet<uint> Followed =
    [
        SystemCatalog.Class, SystemCatalog.Type, SystemCatalog.Procedure, SystemCatalog.Namespace, SystemCatalog.Statistics,
    ];

    private static readonly HashSet<uint> OfParts =
    [
        SystemCatalog.Constraint, SystemCatalog.Default, SystemCatalog.Trigger, SystemCatalog.Policy, SystemCatalog.Rewrite,
    ];

    // A few objects are looked up, whatever the planner believes about catalogs that were never analyzed.
    private const string ByIndex =
        "SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)";

    // What stands before the queries, and which of it has a result.
    private const int Before = 3;
    private const int ResultsBefore = 2;

    private readonly List<(string Name, FactKind? Kind)> queries = [];
    private NpgsqlBatch? changes;
    private NpgsqlBatch? facts;

    /// <summary>What the open transaction sees; null when everything has to be read.</summary>
    /// <param name="previous">The state in which the transaction began.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<CatalogState?> ReadAsync(CatalogState previous, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        return await ReadChangeAsync(previous, cancellationToken).ConfigureAwait(false) is { } change
            ? await ReadFactsAsync(previous, change, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (changes is not null)
        {
            await changes.DisposeAsync().ConfigureAwait(false);
        }

        if (facts is not null)
        {
            await facts.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (facts is not null)
        {
            return;
        }

        var version = connection.PostgreSqlVersion.Major;
        changes = BatchOf([CatalogQuery.Read("touched", version, false)]);
        await changes.PrepareAsync(cancellationToken).ConfigureAwait(false);
        foreach (var kind in FactKinds.All.Where(IsFollowed))
        {
            queries.AddRange(kind.Queries.Select(query => (query, (FactKind?)kind)));
        }

        queries.AddRange([("privileges", null), ("dependencies", null)]);
        facts = BatchOf(queries.Select(q => Limited(CatalogQuery.Read(q.Name, version, false), q.Kind, q.Name)));
        for (var i = 0; i < queries.Count; i++)
        {
            facts.BatchCommands[i + Before].Parameters.Add(new NpgsqlParameter<uint[]> { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid | NpgsqlTypes.NpgsqlDbType.Array });
        }

        await facts.PrepareAsync(cancellationToken).ConfigureAwait(false);
    }

    // Objects by their OID, their parts by that of the object or, as comments are, by their own.
    private static string Limited(string query, FactKind? kind, string name)
    {
        var column = kind is { IsObject: true } ? "oid" : name == "dependencies" ? "objid" : "parent";
        var classes = name == "dependencies" ? $" AND q.classid IN ({string.Join(", ", Followed.Concat(OfParts))})" : "";
        return $"SELECT q.* FROM (\n{query}\n) AS q WHERE q.{column} = ANY ($1){classes}";
    }

    private static bool IsFollowed(FactKind kind) => kind.Queries.Count > 0 && !kind.IsClusterWide
        && (Followed.Contains(kind.Catalog) || OfParts.Contains(kind.Catalog) || kind.Catalog == 0 && kind.ParentCatalog is 0 or SystemCatalog.Class);

    private async Task<CatalogChange?> ReadChangeAsync(CatalogState previous, CancellationToken cancellationToken)
    {
        var objects = new HashSet<CatalogKey>();
        var oids = new HashSet<uint>();
        var reader = await changes!.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            await SkipSettingsAsync(reader, cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var key = new CatalogKey(reader.GetFieldValue<uint>(0), reader.GetFieldValue<uint>(1), 0);
                var (isWhole, isGone, isMember) = (reader.GetBoolean(2), reader.GetBoolean(3), reader.GetBoolean(4));
                if (isGone)
                {
                    objects.UnionWith(previous.Nodes.Find(key) is { } node ? [node.Root] : []);
                    continue;
                }

                oids.Add(key.Oid);
                if (isWhole && (!Followed.Contains(key.Catalog) || isMember != previous.Members.ContainsKey(key)))
                {
                    return null;
                }

                objects.UnionWith(isWhole ? [key] : []);
            }
        }

        if (objects.Any(static key => !Followed.Contains(key.Catalog)))
        {
            return null;
        }

        // What a part took along when it went is left of its object.
        oids.UnionWith(objects.Select(static key => key.Oid));
        oids.UnionWith(objects.Select(previous.Nodes.Find).OfType<CatalogNode>().SelectMany(static n => n.Parts).Select(static key => key.Oid));
        return new CatalogChange(objects, [.. oids]);
    }

    private static async Task SkipSettingsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        for (var i = 0; i < ResultsBefore; i++)
        {
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<CatalogState?> ReadFactsAsync(CatalogState previous, CatalogChange change, CancellationToken cancellationToken)
    {
        if (change.Objects.Count == 0)
        {
            return previous with { Change = change };
        }

        for (var i = 0; i < queries.Count; i++)
        {
            ((NpgsqlParameter<uint[]>)facts!.BatchCommands[i + Before].Parameters[0]).TypedValue = change.Oids;
        }

        var builder = new SnapshotBuilder(options, previous, change);
        var results = new CatalogResults(builder);
        var reader = await facts!.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            await SkipSettingsAsync(reader, cancellationToken).ConfigureAwait(false);
            foreach (var (name, kind) in queries)
            {
                await results.ReadAsync(name, kind, reader, cancellationToken).ConfigureAwait(false);
                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        return builder.HasRenamed() ? null : builder.Build(connection.PostgreSqlVersion.ToString(2));
    }

    private NpgsqlBatch BatchOf(IEnumerable<string> queries)
    {
        var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        string[] commands =
        [
            $"SAVEPOINT {CatalogReading.Savepoint}", CatalogReading.Settings, ByIndex, .. queries,
            $"ROLLBACK TO SAVEPOINT {CatalogReading.Savepoint}", $"RELEASE SAVEPOINT {CatalogReading.Savepoint}",
        ];
        foreach (var command in commands)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(command));
        }

        return batch;
    }
}
