using Plumb.Findings;

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

    /// <summary>What <c>prove</c> demands by obligation: <c>required</c>, <c>advised</c> or <c>off</c>; what is left out has its default.</summary>
    public IReadOnlyDictionary<string, string> Prove { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How long <c>prove</c> lets tables be blocked.</summary>
    public IReadOnlyList<TableBudget> Budgets { get; init; } = [];

    /// <summary>How many leading characters of their names migrations share that <c>prove</c> takes back as one; null to judge each by itself.</summary>
    public int? GroupPrefix { get; init; }

    /// <summary>Looks up a variable: the process's environment first, then the project's <c>.env</c>.</summary>
    public Func<string, string?> Variables { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Warnings and notes about the configuration, such as a password that is written into the file.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>
    /// The environment that <c>--env</c> means: the name of a configured one, or a URL or key-value string of its own, which is
    /// then called <c>url</c>.
    /// </summary>
    /// <exception cref="UsageException">There is no environment of that name.</exception>
    public EnvironmentConfiguration Find(string nameOrUrl)
    {
        if (Environments.TryGetValue(nameOrUrl, out var environment))
        {
            return IsEmbedded(environment) ? environment with { Url = "embedded" } : environment;
        }

        if (nameOrUrl.Contains("://", StringComparison.Ordinal) || nameOrUrl.Contains('=', StringComparison.Ordinal))
        {
            return new EnvironmentConfiguration("url", nameOrUrl);
        }

        throw nameOrUrl.Contains('@', StringComparison.Ordinal)
            ? new UsageException(ConnectionStringFindings.WithoutScheme())
            : new UsageException(ConfigurationFindings.UnknownEnvironment(nameOrUrl, File, [.. Environments.Keys]));
    }

    // "${STAGING_DATABASE_URL:-embedded}": embedded until there is a database.
    private bool IsEmbedded(EnvironmentConfiguration environment) =>
        environment.IsEmbedded
        || string.Equals(VariableExpansion.Expand(environment.Url, Variables, static _ => ""), "embedded", StringComparison.Ordinal);
}
