using Npgsql;
using Plumb.Environments;

namespace Plumb.Proof.Locks;

/// <summary>The relations of a database at one time.</summary>
/// <param name="ByOid">All of them.</param>
internal sealed record TracedRelations(IReadOnlyDictionary<uint, TracedRelation> ByOid)
{
    private static readonly string Query = EmbeddedQuery.Read(nameof(Proof), "traced_relations");

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
                        new TracedRelation(reader.GetString(1)[0], reader.GetFieldValue<uint>(2), reader.GetString(3), file, reader.GetInt64(6)));
                }
            }
        }

        return new TracedRelations(relations);
    }

    /// <summary>The name of the table that a relation is, or that an index belongs to.</summary>
    public string TableOf(TracedRelation relation) => ByOid.TryGetValue(relation.Table, out var table) ? table.Name : relation.Name;
}
