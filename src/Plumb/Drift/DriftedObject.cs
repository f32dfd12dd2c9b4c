using Plumb.Catalog;
using Plumb.Diffing;
using Plumb.Diffing.Planning;

namespace Plumb.Drift;

/// <summary>An object of a database that is not as its ledger and chain say.</summary>
/// <param name="Id">The object.</param>
/// <param name="Deltas">The differences of it and of its parts, from what is expected to what is there.</param>
/// <param name="When">Between which entries of the ledger it changed; null when the ledger does not tell.</param>
public sealed record DriftedObject(FactId Id, IReadOnlyList<Delta> Deltas, LedgerInterval? When)
{
    /// <summary>What makes the database as the chain says.</summary>
    public IReadOnlyList<PlanStep> MendsDatabase { get; init; } = [];

    /// <summary>What makes the chain say what the database has.</summary>
    public IReadOnlyList<PlanStep> MendsChain { get; init; } = [];
}
