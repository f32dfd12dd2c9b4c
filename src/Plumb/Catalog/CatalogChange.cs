namespace Plumb.Catalog;

/// <summary>What a transaction has changed: objects that have to be read anew with all their parts.</summary>
/// <param name="Objects">The objects, those included that are gone.</param>
/// <param name="Oids">The OIDs of those that are there, and of all their parts.</param>
/// <param name="LostComments">Whether comments were deleted, which leaves no trace of where.</param>
internal sealed record CatalogChange(IReadOnlySet<CatalogKey> Objects, uint[] Oids, bool LostComments)
{
    /// <summary>Whether a fact has to be read anew, or is gone.</summary>
    public bool Concerns(Fact fact, IReadOnlySet<FactId> objects) => objects.Contains(fact.Id.Whole) || LostComments && ReferenceEquals(fact.Id.Kind, FactKinds.Comment);
}
