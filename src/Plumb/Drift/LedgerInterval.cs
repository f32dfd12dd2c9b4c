using Plumb.Execution;

namespace Plumb.Drift;

/// <summary>The two entries of a ledger between which an object stopped being what the chain says.</summary>
/// <param name="After">The last entry after which it was as the chain says; null when there is none, or it is not known.</param>
/// <param name="Before">The first entry after which it was not; null when that is now.</param>
public sealed record LedgerInterval(LedgerEvent? After, LedgerEvent? Before)
{
    /// <summary>The last entry after which it changed once more; null when it did not.</summary>
    public LedgerEvent? Again { get; init; }
}
