using Plumb.Catalog;
using Plumb.Diffing;
using Plumb.Execution;
using Plumb.Findings;

namespace Plumb.Drift;

/// <summary>A database against what its ledger and chain say.</summary>
/// <param name="Inspection">The database, and chain against ledger.</param>
/// <param name="Replayed">How many runs of migrations were replayed.</param>
/// <param name="Difference">From what is expected to what is there.</param>
/// <param name="Objects">The objects that differ.</param>
public sealed record DriftResult(ExecutionResult Inspection, int Replayed, SnapshotDifference Difference, IReadOnlyList<DriftedObject> Objects)
{
    /// <summary>The role that runs migrations there.</summary>
    public string? Role { get; init; }

    /// <summary>The stand-ins for extensions that the replay used.</summary>
    public IReadOnlyList<string> StandIns { get; init; } = [];

    /// <summary>What keeps the comparison from being the whole truth.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What the database has.</summary>
    public Snapshot Actual => Difference.After;
}
