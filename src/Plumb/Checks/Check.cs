using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Checks;

/// <summary>One named query with its expectations.</summary>
/// <param name="Title">What it shows, as the author named it.</param>
/// <param name="Kind">Whether it may write.</param>
/// <param name="Statements">What runs; the last one is judged.</param>
/// <param name="Expectations">What the result must be; never empty.</param>
/// <param name="Place">Where its title stands.</param>
public sealed record Check(
    string Title,
    CheckKind Kind,
    IReadOnlyList<Statement> Statements,
    IReadOnlyList<Expectation> Expectations,
    Place Place)
{
    /// <summary>False for an optional check, which is reported and never blocks.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>True when it runs after the commit, outside the migration's locks.</summary>
    public bool AfterCommit { get; init; }

    /// <summary>As whom it runs; null for the role of the connection.</summary>
    public Identity? As { get; init; }

    /// <summary>The migration from which on it needs to hold (<c>-- since:</c>), for checks that belong to no migration; null for always.</summary>
    public string? Since { get; init; }

    /// <summary>The migration after which it no longer needs to hold (<c>-- until:</c>); null for ever.</summary>
    public string? Until { get; init; }

    /// <summary>What to do when it fails; null when the author gave none.</summary>
    public string? Hint { get; init; }
}
