namespace Plumb.Proof.Locks;

/// <summary>What a statement does that takes longer the larger a table is.</summary>
internal enum WorkKind
{
    /// <summary>It finds rows by an index: few or many, which only rows tell.</summary>
    Lookup,

    /// <summary>It finds rows by an index and may write them.</summary>
    IndexedWrite,

    /// <summary>It reads the table from end to end.</summary>
    Scan,

    /// <summary>It builds indexes of the table anew.</summary>
    IndexRebuild,

    /// <summary>It fills the materialized view anew.</summary>
    Refresh,

    /// <summary>It copies the table into another tablespace.</summary>
    Move,

    /// <summary>It writes every row of the table anew.</summary>
    Rewrite,
}
