using Plumb.Catalog;

namespace Plumb.Diffing;

/// <summary>An object or a part that may have been renamed or moved: what went and what came are equal but for the name. A proposal, never assumed.</summary>
/// <param name="Before">What only the first snapshot has.</param>
/// <param name="After">What only the second snapshot has.</param>
public sealed record Rename(FactId Before, FactId After)
{
    /// <summary>Both names, for people.</summary>
    public override string ToString() => $"{Before} → {After}";
}
