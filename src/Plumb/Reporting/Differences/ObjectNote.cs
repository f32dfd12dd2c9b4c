using Plumb.Diffing.Planning;
using Plumb.Drift;

namespace Plumb.Reporting.Differences;

/// <summary>What else is to be said of an object that differs.</summary>
/// <param name="When">Between which entries of the ledger that came about; null when it is not known.</param>
/// <param name="ToBefore">The steps that make the second side like the first.</param>
/// <param name="ToAfter">The steps that make the first side like the second.</param>
public sealed record ObjectNote(LedgerInterval? When, IReadOnlyList<PlanStep> ToBefore, IReadOnlyList<PlanStep> ToAfter);
