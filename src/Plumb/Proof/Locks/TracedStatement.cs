using Plumb.Sql;

namespace Plumb.Proof.Locks;

/// <summary>A statement that ran, and what it did to tables that were there before the migration.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Time">How long it took, to the server's clock.</param>
/// <param name="Locks">The locks that were held when it ended, also those that earlier statements of the transaction took.</param>
/// <param name="Work">What it did in proportion to tables.</param>
internal sealed record TracedStatement(Statement Statement, TimeSpan Time, IReadOnlyList<TableLock> Locks, IReadOnlyList<TableWork> Work)
{
    /// <summary>False when the script has made the session forget the look at it; the look at the next one sees what it did.</summary>
    public bool IsSeen { get; init; } = true;

    /// <summary>True when it ran outside a transaction: what it locks and what it reads need not be at the same time.</summary>
    public bool CommitsOnItsWay { get; init; }

    /// <summary>Why not all that it locks was observed, as the end of <c>not observed: …</c>; null when all was.</summary>
    public string? Obstacle { get; init; }

    /// <summary>The locks that keep readers or writers out of a table while the statement works on all of it.</summary>
    public IEnumerable<TableLock> HeldAtWork => Locks.Where(l => l.BlocksWrites && Work.Any(w => w.Table == l.Table && (CommitsOnItsWay ? w.Kind > WorkKind.Scan : w.IsOnAll)));

    /// <summary>The tables that a statement outside a transaction keeps readers or writers out of and reads from end to end, which need not be at the same time.</summary>
    public IEnumerable<string> LockedAndRead => Locks.Where(l => CommitsOnItsWay && l.BlocksWrites && Work.Any(w => w.Kind == WorkKind.Scan && w.Table == l.Table)).Select(static l => l.Table);

    /// <summary>The tables that readers or writers are kept out of while the statement writes rows that it finds by an index: how many, only rows tell.</summary>
    public IEnumerable<string> WrittenByIndex => Work.Where(w => w.Kind == WorkKind.IndexedWrite && Locks.Any(l => l.BlocksWrites && l.Table == w.Table)).Select(static w => w.Table);
}
