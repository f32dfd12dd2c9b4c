using Plumb.Catalog;
using Plumb.Diffing;

namespace Plumb.Reporting.Differences;

/// <summary>How two schemas differ.</summary>
/// <param name="Before">The first.</param>
/// <param name="After">The second.</param>
/// <param name="Difference">What differs.</param>
/// <param name="Renames">What may have been renamed.</param>
public sealed record ReportedDifference(ReportedSide Before, ReportedSide After, SnapshotDifference Difference, IReadOnlyList<Rename> Renames)
{
    /// <summary>What else is to be said, by object.</summary>
    public IReadOnlyDictionary<FactId, ObjectNote> Notes { get; init; } = new Dictionary<FactId, ObjectNote>();

    /// <summary>True to show text in two columns.</summary>
    public bool IsSideBySide { get; init; }

    /// <summary>True to list every part of what only one side has; false to count them.</summary>
    public bool ListsParts { get; init; }

    /// <summary>The objects that differ.</summary>
    internal IReadOnlyList<ObjectDifference> Objects { get; } = [.. Difference.ByObject.Select(static g => new ObjectDifference(g.Key, [.. g]))];
}
