using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Plumb.Catalog;

/// <summary>Every object that was read, by its place in the catalog. A few changes to many objects cost what the few do.</summary>
internal sealed class CatalogNodes
{
    private readonly Dictionary<CatalogKey, CatalogNode> read;
    private readonly ImmutableDictionary<CatalogKey, CatalogNode?> since;

    private CatalogNodes(Dictionary<CatalogKey, CatalogNode> read, ImmutableDictionary<CatalogKey, CatalogNode?> since) => (this.read, this.since) = (read, since);

    /// <summary>Those of a reading of everything, which does not change any more.</summary>
    public static CatalogNodes Of(Dictionary<CatalogKey, CatalogNode> read) => new(read, ImmutableDictionary<CatalogKey, CatalogNode?>.Empty);

    /// <summary>Where they are.</summary>
    public IEnumerable<CatalogKey> Keys => read.Keys.Where(key => !since.ContainsKey(key)).Concat(since.Where(static n => n.Value is not null).Select(static n => n.Key));

    /// <summary>The object in that place; false when there is none.</summary>
    public bool TryGetValue(CatalogKey key, [NotNullWhen(true)] out CatalogNode? node) => since.TryGetValue(key, out node) || read.TryGetValue(key, out node) ? node is not null : false;

    /// <summary>The object in that place; null when there is none.</summary>
    public CatalogNode? Find(CatalogKey key) => TryGetValue(key, out var node) ? node : null;

    /// <summary>The same with other objects in place of some.</summary>
    public CatalogNodes With(IEnumerable<CatalogKey> gone, IEnumerable<KeyValuePair<CatalogKey, CatalogNode>> added)
    {
        var changed = since.ToBuilder();
        foreach (var key in gone)
        {
            changed[key] = null;
        }

        foreach (var (key, node) in added)
        {
            changed[key] = node;
        }

        return new CatalogNodes(read, changed.ToImmutable());
    }
}
