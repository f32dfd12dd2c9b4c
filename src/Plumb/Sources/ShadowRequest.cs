using Plumb.Shadow;

namespace Plumb.Sources;

/// <summary>What a shadow must be like, so that a chain makes on it what it makes elsewhere.</summary>
/// <param name="Server">Profile, major version, where the server comes from.</param>
public sealed record ShadowRequest(EmbeddedServerOptions Server)
{
    /// <summary>The environment that <c>only</c> directives are judged for.</summary>
    public string Environment { get; init; } = "local";

    /// <summary>The role that runs the chain; null for the profile's own.</summary>
    public string? Role { get; init; }

    /// <summary>The roles that must be there, beside the profile's.</summary>
    public IReadOnlyList<ClusterRole> Roles { get; init; } = [];

    /// <summary>Told what is going on, such as the migration that runs.</summary>
    public IProgress<string>? Activity { get; init; }
}
