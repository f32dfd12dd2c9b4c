using Plumb.Catalog;

namespace Plumb.Drift;

/// <summary>What the self-test planted and found.</summary>
/// <param name="Planted">Each with whether it was found.</param>
/// <param name="Unexpected">What was found and not planted.</param>
public sealed record SelfTestResult(IReadOnlyList<PlantedDrift> Planted, IReadOnlyList<FactId> Unexpected)
{
    /// <summary>True when everything that was planted was found, and nothing else.</summary>
    public bool Succeeded => Unexpected.Count == 0 && Planted.All(static p => p.IsFound);
}
