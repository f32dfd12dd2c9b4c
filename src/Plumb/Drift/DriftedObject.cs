using Plumb.Catalog;
using Plumb.Diffing;

namespace Plumb.Drift;

/// <summary>An object of a database that is not as its ledger and chain say.</summary>
/// <param name="Id">The object.</param>
/// <param name="Deltas">The differences of it and of its parts, from what is expected to what is there.</param>
/// <param name="When">Between which entries of the ledger it changed; null when the ledger does not tell.</param>
public sealed record DriftedObject(FactId Id, IReadOnlyList<Delta> Deltas, LedgerInterval? When);
