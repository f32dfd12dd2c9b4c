using Plumb.Catalog;
using Plumb.Diffing;

namespace Plumb.Reporting.Differences;

/// <summary>What differs in one object.</summary>
/// <param name="Id">The object.</param>
/// <param name="Deltas">The differences of it and of its parts.</param>
internal sealed record ObjectDifference(FactId Id, IReadOnlyList<Delta> Deltas)
{
    /// <summary>Whether the object itself came or went; otherwise it changed.</summary>
    public DeltaKind Kind => Deltas[0].Id.Equals(Id) ? Deltas[0].Kind : DeltaKind.Changed;
}
