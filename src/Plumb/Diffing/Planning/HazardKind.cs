namespace Plumb.Diffing.Planning;

/// <summary>What a step may do to those who use the database, or to their data.</summary>
public enum HazardKind
{
    /// <summary>Rows or values are lost.</summary>
    DataLoss,

    /// <summary>A lock is held that others wait for; how long depends on the other hazards of the step.</summary>
    Lock,

    /// <summary>The table is written anew, under its lock.</summary>
    Rewrite,

    /// <summary>All rows are read, under the lock.</summary>
    FullScan,

    /// <summary>It may fail, depending on the rows that are there.</summary>
    DependsOnData,

    /// <summary>Nothing brings it back.</summary>
    Irreversible,

    /// <summary>Who may do what changes.</summary>
    Access,
}
