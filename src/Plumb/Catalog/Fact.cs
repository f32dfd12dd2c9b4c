namespace Plumb.Catalog;

/// <summary>One catalog object at the finest grain: a table, a column, a constraint, a grant, a comment, an owner.</summary>
public sealed class Fact
{
    /// <summary>Creates a fact.</summary>
    /// <param name="id">Its name for good.</param>
    /// <param name="payload">Its properties.</param>
    /// <param name="dependencies">What it needs, besides its parent.</param>
    public Fact(FactId id, Payload payload, IReadOnlyList<FactId> dependencies)
    {
        Id = id;
        Payload = payload;
        Dependencies = dependencies;
    }

    /// <summary>Its name for good.</summary>
    public FactId Id { get; }

    /// <summary>Its properties.</summary>
    public Payload Payload { get; }

    /// <summary>What it needs, in order and each once: its parent goes without saying. Some stand outside of the snapshot.</summary>
    public IReadOnlyList<FactId> Dependencies { get; internal set; }

    /// <summary>The id and the properties.</summary>
    public override string ToString() => $"{Id}: {string.Join(", ", Payload.Select(static p => $"{p.Name} {p.Value}"))}";
}
