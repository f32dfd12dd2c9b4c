using Plumb.Catalog;
using Plumb.Diffing;
using Plumb.Migrations;

namespace Plumb.Presence;

/// <summary>What one migration makes, changes and removes, learned by running it on a shadow.</summary>
/// <param name="Migration">The migration.</param>
/// <param name="Difference">From the schema before it to the schema after it.</param>
internal sealed record Footprint(Migration Migration, SnapshotDifference Difference)
{
    /// <summary>The schema after it.</summary>
    public Snapshot After => Difference.After;
}
