namespace Plumb.Diffing.Planning;

/// <summary>The lock modes of PostgreSQL that DDL takes on tables, weakest first.</summary>
public enum LockMode
{
    /// <summary>Blocks other DDL and VACUUM; reads and writes go on.</summary>
    ShareUpdateExclusive,

    /// <summary>Blocks writes.</summary>
    Share,

    /// <summary>Blocks writes and other locks of its mode.</summary>
    ShareRowExclusive,

    /// <summary>Blocks writes and <c>SELECT … FOR UPDATE</c>.</summary>
    Exclusive,

    /// <summary>Blocks everything, reads too.</summary>
    AccessExclusive,
}
