using Plumb.Drift;

namespace Plumb.Reporting.Differences;

/// <summary>What else is to be said of an object that differs.</summary>
/// <param name="When">Between which entries of the ledger that came about; null when it is not known.</param>
/// <param name="ToBefore">The statements that make the second side like the first, without semicolons.</param>
/// <param name="ToAfter">The statements that make the first side like the second.</param>
public sealed record ObjectNote(LedgerInterval? When, IReadOnlyList<string> ToBefore, IReadOnlyList<string> ToAfter);
