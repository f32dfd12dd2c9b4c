namespace Plumb.Catalog;

internal sealed partial class SnapshotBuilder
{
    /// <summary>
    /// Whether something that is there already has got another name, or other labels: what other objects say of it is worded otherwise then.
    /// </summary>
    public bool HasRenamed() => change is not null && change.Objects.Select(previous!.Nodes.Find).OfType<CatalogNode>().SelectMany(static n => n.Parts).Any(IsRenamed);

    private bool IsRenamed(CatalogKey key)
    {
        var before = previous!.Nodes.Find(key)!;
        return nodes.TryGetValue(key, out var now)
            && (!now.Id.Equals(before.Id) || key.Catalog == SystemCatalog.Type && before.Id.Kind.IsObject && before.Fact?.Payload is { } old && now.Fact?.Payload is { } payload && old != payload);
    }

    // What is read anew together with others, because it has their OID, has not changed.
    private bool IsRead(CatalogKey root) => change is null || change.Objects.Contains(root);

    private CatalogNode? Find(CatalogKey key) =>
        nodes.TryGetValue(key, out var node) || previous is not null && previous.Nodes.TryGetValue(key, out node) && !IsRead(node.Root) ? node : null;
}
