using Plumb.Catalog;
using Plumb.Findings;

namespace Plumb.Presence;

/// <summary>What came of running migrations on a shadow.</summary>
/// <param name="Footprints">Of the migrations in question that could be run, in order.</param>
internal sealed record Replay(IReadOnlyList<Footprint> Footprints)
{
    /// <summary>The schema after all migrations; null when one of them failed.</summary>
    public Snapshot? End { get; init; }

    /// <summary>Why not all could be run; null when they could.</summary>
    public Finding? Failure { get; init; }
}
