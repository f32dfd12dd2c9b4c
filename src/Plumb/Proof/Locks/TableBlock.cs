using Plumb.Proof.Sizes;

namespace Plumb.Proof.Locks;

/// <summary>For how long those who use a table waited while a migration ran.</summary>
/// <param name="Lock">The strongest lock on the table.</param>
/// <param name="Reads">The longest that a reader waited.</param>
/// <param name="Writes">The longest that a writer waited.</param>
/// <param name="Filled">Of the tables that are worked on under the lock, the one that lacks most of its rows: the waits grow as it does.</param>
internal sealed record TableBlock(TableLock Lock, TimeSpan Reads, TimeSpan Writes, FilledTable Filled)
{
    /// <summary>The longer of both waits.</summary>
    public TimeSpan Measured => Reads > Writes ? Reads : Writes;

    /// <summary>How long it would be with all rows.</summary>
    public TimeSpan Estimate => Measured * Filled.Factor;

    /// <summary>Whether it is more than what was measured.</summary>
    public bool IsEstimate => Filled.Factor > 1;
}
