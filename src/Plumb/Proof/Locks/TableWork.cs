using System.Runtime.InteropServices;

namespace Plumb.Proof.Locks;

/// <summary>Work in proportion to a table that was there before the migration.</summary>
/// <param name="Table">The table's name with its schema, quoted where it must be.</param>
/// <param name="Kind">What is done.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TableWork(string Table, WorkKind Kind)
{
    /// <summary>Whether every row is written into a new file.</summary>
    public bool IsRewrite => Kind is WorkKind.Rewrite or WorkKind.Move;

    /// <summary>Whether it surely takes longer the larger the table is.</summary>
    public bool IsOnAll => Kind >= WorkKind.Scan;

    /// <summary>What is done, as the end of <c>the statement …</c>.</summary>
    public string Words => Kind switch
    {
        WorkKind.Lookup => "reads rows of it by an index",
        WorkKind.IndexedWrite => "writes rows of it that it finds by an index",
        WorkKind.Scan => "reads the whole table",
        WorkKind.IndexRebuild => "builds its indexes anew",
        WorkKind.Refresh => "fills it anew",
        WorkKind.Move => "copies it into another tablespace",
        _ => "writes every row anew",
    };
}
