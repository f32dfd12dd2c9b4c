namespace Plumb.Catalog;

/// <summary>A kind of fact.</summary>
public sealed class FactKind
{
    internal FactKind(string word, FactNaming naming, uint catalog, uint parentCatalog, params IReadOnlyList<string> queries)
    {
        Word = word;
        Naming = naming;
        Catalog = catalog;
        ParentCatalog = parentCatalog;
        Queries = queries;
    }

    /// <summary>PostgreSQL's word for it, such as <c>materialized view</c>.</summary>
    public string Word { get; }

    /// <summary>How its facts are named.</summary>
    public FactNaming Naming { get; }

    /// <summary>True for what stands by itself, in a schema or in the database; false for parts such as columns, grants and comments.</summary>
    public bool IsObject => Naming is FactNaming.Alone or FactNaming.InSchema;

    /// <summary>True when the order of the facts in their parent matters: there is a fact of its own for it.</summary>
    internal bool IsOrdered { get; init; }

    /// <summary>True for the fact that states the order of the parts of its parent.</summary>
    internal bool IsOrder { get; init; }

    /// <summary>True for what users make on tables that are not theirs.</summary>
    internal bool AttachesToForeign { get; init; }

    /// <summary>True for what belongs to the whole cluster.</summary>
    internal bool IsClusterWide { get; init; }

    /// <summary>The catalog in which it has an OID; 0 when it has none.</summary>
    internal uint Catalog { get; }

    /// <summary>The catalog of its parents; 0 when it has none, or when the query says it.</summary>
    internal uint ParentCatalog { get; }

    /// <summary>The names of the queries that read it; none for what is read together with something else.</summary>
    internal IReadOnlyList<string> Queries { get; }

    /// <summary>The word.</summary>
    public override string ToString() => Word;
}
