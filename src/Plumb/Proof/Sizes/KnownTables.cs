using Plumb.Proof.Locks;

namespace Plumb.Proof.Sizes;

/// <summary>
/// Which table of a replay is which table of the statistics. A table keeps its size when a migration that is not in place there renames it; one
/// that such a migration makes is not there yet, and holds nothing.
/// </summary>
/// <param name="statistics">How large the tables are.</param>
internal sealed class KnownTables(TableStatistics statistics)
{
    private readonly Dictionary<uint, TableSize> sizes = [];
    private TracedRelations before = TracedRelations.None;
    private HashSet<uint>? old;

    /// <summary>The statistics.</summary>
    public TableStatistics Statistics => statistics;

    /// <summary>Looks at the tables that a migration finds; the next questions are about these.</summary>
    /// <param name="found">They.</param>
    /// <param name="isInPlace">Whether the migration is in place in the database that the statistics are of.</param>
    public void Learn(TracedRelations found, bool isInPlace)
    {
        before = found;
        if (!isInPlace)
        {
            old ??= [.. found.ByOid.Keys];
        }

        foreach (var (oid, relation) in found.ByOid)
        {
            if (statistics.Find(relation.Name) is { } size)
            {
                sizes[oid] = size;
            }
        }
    }

    /// <summary>How many rows a table has: 0 when it is not there yet, null when it was there and the statistics do not name it.</summary>
    public long? RowsOf(string table) => Find(table)?.Rows ?? (before.Find(table) is { } found && old?.Contains(found.Oid) != false ? null : 0);

    /// <summary>
    /// How large a table is; null when it is not known. A partition that the statistics do not name is taken for one of those that they do: they
    /// share the rows of the partitioned table.
    /// </summary>
    public TableSize? Find(string table)
    {
        if (before.Find(table) is not { } found)
        {
            return statistics.Find(table);
        }

        if (sizes.TryGetValue(found.Oid, out var size))
        {
            return size;
        }

        var whole = before.AncestorsOf(found.Oid).FirstOrDefault(sizes.ContainsKey);
        return whole == 0 ? null : sizes[whole] with { Rows = (sizes[whole].Rows + UnnamedOf(whole) - 1) / UnnamedOf(whole), Bytes = sizes[whole].Bytes / UnnamedOf(whole) };
    }

    private int UnnamedOf(uint whole) =>
        Math.Max(1, before.ByOid.Count(r => r.Value.Kind == 'r' && !sizes.ContainsKey(r.Key) && before.AncestorsOf(r.Key).Contains(whole)));
}
