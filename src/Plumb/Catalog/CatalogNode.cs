namespace Plumb.Catalog;

/// <summary>An object that was read, whether it is a fact or not.</summary>
/// <param name="id">Its id.</param>
/// <param name="standing">Whose it is.</param>
internal sealed class CatalogNode(FactId id, Standing standing)
{
    /// <summary>Its id.</summary>
    public FactId Id { get; } = id;

    /// <summary>Whose it is.</summary>
    public Standing Standing { get; } = standing;

    /// <summary>The fact; null when it is not the user's.</summary>
    public Fact? Fact { get; set; }

    /// <summary>Where the catalog has the object that it is a part of, or itself.</summary>
    public CatalogKey Root { get; set; }

    /// <summary>Of an object, where the catalog has it and its parts.</summary>
    public List<CatalogKey> Parts { get; } = [];

    /// <summary>The extension that it is a member of.</summary>
    public FactId? Extension { get; set; }
}
