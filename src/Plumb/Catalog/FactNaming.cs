namespace Plumb.Catalog;

/// <summary>How the facts of a kind are named in SQL.</summary>
public enum FactNaming
{
    /// <summary>By a name that is unique in the database, such as an extension's.</summary>
    Alone,

    /// <summary>By schema and name.</summary>
    InSchema,

    /// <summary>By a name that is unique in the parent, such as a column's.</summary>
    InParent,

    /// <summary>By a name in the parent's schema: an index belongs to a table and stands beside it.</summary>
    BesideParent,

    /// <summary>By what it points to, in SQL: a partition's parent, a publication's table.</summary>
    Link,

    /// <summary>By who has it, with the privilege as arguments.</summary>
    Privilege,

    /// <summary>Not at all: there is at most one for each parent, such as its owner.</summary>
    OfParent,
}
