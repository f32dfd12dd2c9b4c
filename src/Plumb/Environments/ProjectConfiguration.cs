namespace Plumb.Environments;

/// <summary>What a project says of itself, from <c>plumb.yaml</c> and from what stands on disk.</summary>
/// <param name="Root">The project's folder, absolute.</param>
/// <param name="Environments">The configured environments by name; <c>local</c> is always there.</param>
public sealed record ProjectConfiguration(string Root, IReadOnlyDictionary<string, EnvironmentConfiguration> Environments)
{
    /// <summary>The migrations folder relative to <see cref="Root"/>; null to recognise the layout.</summary>
    public string? Migrations { get; init; }

    /// <summary>What an embedded server must offer before the chain runs, such as <c>supabase</c>; null for a bare server.</summary>
    public string? Profile { get; init; }

    /// <summary>Path of <c>plumb.yaml</c> as shown to the user; null when there is none.</summary>
    public string? File { get; init; }

    /// <summary>Warnings and notes about the configuration, such as a password that is written into the file.</summary>
    public IReadOnlyList<Findings.Finding> Findings { get; init; } = [];
}
