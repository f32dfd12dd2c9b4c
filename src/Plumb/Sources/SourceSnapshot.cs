using Plumb.Catalog;

namespace Plumb.Sources;

/// <summary>A snapshot and where it comes from.</summary>
/// <param name="Source">What was asked for.</param>
/// <param name="Shown">What answered: <c>role@host:port/database</c>, a folder with its number of migrations, a file.</param>
/// <param name="Snapshot">The snapshot.</param>
public sealed record SourceSnapshot(SnapshotSource Source, string Shown, Snapshot Snapshot)
{
    /// <summary>The role that runs migrations there; null when unknown.</summary>
    public string? Role { get; init; }

    /// <summary>The stand-ins for extensions that the shadow used.</summary>
    public IReadOnlyList<string> StandIns { get; init; } = [];
}
