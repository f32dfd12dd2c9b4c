namespace Plumb.Catalog;

/// <summary>A snapshot with what the next reading in the same database needs to read only what has changed since.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="Nodes">Every object that was read, by its place in the catalog.</param>
/// <param name="Members">The members of extensions.</param>
internal sealed record CatalogState(Snapshot Snapshot, CatalogNodes Nodes, IReadOnlyDictionary<CatalogKey, uint> Members)
{
    /// <summary>What was read anew, as objects with all their parts; null when everything was.</summary>
    public CatalogChange? Change { get; init; }
}
