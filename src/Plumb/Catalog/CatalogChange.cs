namespace Plumb.Catalog;

/// <summary>What a transaction has changed: objects that have to be read anew with all their parts.</summary>
/// <param name="Objects">The objects, those included that are gone.</param>
/// <param name="Oids">The OIDs of those that are there, and of all their parts.</param>
internal sealed record CatalogChange(IReadOnlySet<CatalogKey> Objects, uint[] Oids);
