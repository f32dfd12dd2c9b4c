using Plumb.Diffing.Planning;
using Plumb.Sql;

namespace Plumb.Proof.Locks;

/// <summary>A lock on a table that was there before the migration.</summary>
/// <param name="Table">The table's name with its schema, quoted where it must be.</param>
/// <param name="Mode">The strongest mode in which it, or for <see cref="LockMode.AccessExclusive"/> one of its indexes, is locked.</param>
/// <param name="Since">The statement that took the lock.</param>
internal sealed record TableLock(string Table, LockMode Mode, Statement Since)
{
    /// <summary>Whether others cannot read meanwhile.</summary>
    public bool BlocksReads => Mode == LockMode.AccessExclusive;

    /// <summary>Whether others cannot write meanwhile.</summary>
    public bool BlocksWrites => Mode >= LockMode.Share;

    /// <summary>Who waits: <c>reads and writes</c> or <c>writes</c>.</summary>
    public string Blocked => BlocksReads ? "reads and writes" : "writes";

    /// <summary>The mode in PostgreSQL's words.</summary>
    public string Words => Mode switch
    {
        LockMode.ShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE",
        LockMode.Share => "SHARE",
        LockMode.ShareRowExclusive => "SHARE ROW EXCLUSIVE",
        LockMode.Exclusive => "EXCLUSIVE",
        _ => "ACCESS EXCLUSIVE",
    };
}
