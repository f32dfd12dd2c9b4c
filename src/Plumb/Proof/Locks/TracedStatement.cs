using Plumb.Sql;

namespace Plumb.Proof.Locks;

/// <summary>A statement that ran, and what it did to tables that were there before the migration.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Time">How long it took, to the server's clock.</param>
/// <param name="Locks">The locks that were held when it ended, also those that earlier statements of the transaction took.</param>
/// <param name="Work">What it did in proportion to tables.</param>
internal sealed record TracedStatement(Statement Statement, TimeSpan Time, IReadOnlyList<TableLock> Locks, IReadOnlyList<TableWork> Work)
{
    /// <summary>False when it ran outside a transaction and was over before its locks could be looked at.</summary>
    public bool IsSeen { get; init; } = true;

    /// <summary>The locks that keep readers or writers out of a table while the statement works on all of it.</summary>
    public IEnumerable<TableLock> HeldAtWork => Locks.Where(l => l.BlocksWrites && Work.Any(w => w.Table == l.Table));
}
