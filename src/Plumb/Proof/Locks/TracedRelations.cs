using Npgsql;
using Plumb.Environments;

namespace Plumb.Proof.Locks;

/// <summary>The relations of a database at one time.</summary>
/// <param name="ByOid">All of them.</param>
internal sealed record TracedRelations(IReadOnlyDictionary<uint, TracedRelation> ByOid)
{
    /// <summary>Of a database that was not looked at.</summary>
    public static TracedRelations None { get; } = new(new Dictionary<uint, TracedRelation>());

    private static readonly string Query = EmbeddedQuery.Read(nameof(Proof), "traced_relations");

    private readonly Lazy<Dictionary<string, uint>> tables = new(() => ByOid.Where(static r => !r.Value.IsIndex).ToDictionary(static r => r.Value.Name, static r => r.Key, StringComparer.Ordinal));

    /// <summary>The greatest OID: what is created later has a greater one, since a throwaway server does not live to use them up.</summary>
    public uint Last => ByOid.Keys.DefaultIfEmpty().Max();

    /// <summary>Reads them: one round trip.</summary>
    public static async Task<TracedRelations> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var relations = new Dictionary<uint, TracedRelation>();
        var command = new NpgsqlCommand(Query, connection) { CommandTimeout = 0 };
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    var file = (reader.GetFieldValue<uint>(4), reader.GetFieldValue<uint>(5));
                    relations.Add(
                        reader.GetFieldValue<uint>(0),
                        new TracedRelation(reader.GetString(1)[0], reader.GetFieldValue<uint>(2), reader.GetString(3), file, reader.GetInt64(6), reader.GetFieldValue<uint>(7)));
                }
            }
        }

        return new TracedRelations(relations);
    }

    /// <summary>A table by its name; null when there is none.</summary>
    public (uint Oid, TracedRelation Relation)? Find(string table) => tables.Value.TryGetValue(table, out var oid) ? (oid, ByOid[oid]) : null;

    /// <summary>The partitioned tables of which a table is a partition, the nearest first.</summary>
    public IEnumerable<uint> AncestorsOf(uint table)
    {
        while (ByOid.TryGetValue(table, out var partition) && partition.PartitionOf != 0)
        {
            table = partition.PartitionOf;
            yield return table;
        }
    }

    /// <summary>The name of a table and those of the partitioned tables that it belongs to, the nearest first.</summary>
    public IReadOnlyList<string> NamesOf(string table) =>
        Find(table) is { } found ? [table, .. AncestorsOf(found.Oid).Where(ByOid.ContainsKey).Select(a => ByOid[a].Name)] : [table];

    /// <summary>The name of the table that a relation is, or that an index belongs to.</summary>
    public string TableOf(TracedRelation relation) => ByOid.TryGetValue(relation.Table, out var table) ? table.Name : relation.Name;
}
