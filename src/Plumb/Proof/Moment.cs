using Plumb.Catalog;

namespace Plumb.Proof;

/// <summary>What a database holds at one moment.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Rows">Count and digest of the rows of each table that has any, by the table's name.</param>
/// <param name="Access">Who reaches which table; empty where nobody asked.</param>
internal sealed record Moment(Snapshot Schema, IReadOnlyDictionary<string, string> Rows, AccessTable Access)
{
    /// <summary>What the next reading in the same database begins with; null when it is not kept.</summary>
    public CatalogState? State { get; init; }

    /// <summary>The tables whose rows are not the same in both moments.</summary>
    public IReadOnlyList<string> TablesThatDiffer(Moment other) =>
    [
        .. Rows.Keys.Union(other.Rows.Keys, StringComparer.Ordinal)
            .Where(table => Rows.GetValueOrDefault(table) != other.Rows.GetValueOrDefault(table))
            .Order(StringComparer.Ordinal),
    ];
}
