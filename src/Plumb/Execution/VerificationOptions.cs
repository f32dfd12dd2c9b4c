namespace Plumb.Execution;

/// <summary>Which checks run.</summary>
public sealed record VerificationOptions
{
    /// <summary>The migrations to verify, by file stem, version or name; empty for every one in place, and the health checks.</summary>
    public IReadOnlyList<string> Migrations { get; init; } = [];

    /// <summary>True for the health checks alone.</summary>
    public bool HealthOnly { get; init; }
}
