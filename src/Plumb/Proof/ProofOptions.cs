using Plumb.Environments;
using Plumb.Migrations;
using Plumb.Proof.Sizes;

namespace Plumb.Proof;

/// <summary>What is proven, and how.</summary>
public sealed record ProofOptions
{
    /// <summary>The demand on each obligation, by its name; what is left out has <see cref="Demand.Default"/>.</summary>
    public IReadOnlyDictionary<string, Demand> Demands { get; init; } = new Dictionary<string, Demand>(StringComparer.Ordinal);

    /// <summary>The longest that one statement may run before it counts as one that never ends.</summary>
    public TimeSpan StatementLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How many leading characters of their names migrations share that belong together: they are taken back as one. Null to judge each
    /// by itself.
    /// </summary>
    public int? GroupPrefix { get; init; }

    /// <summary>The environment whose migrations are proven: those that are only for others (<c>-- plumb: only</c>) do not run.</summary>
    public string Environment { get; init; } = EnvironmentConfiguration.Local;

    /// <summary>Only these migrations are judged, by their file stems; the others run. Empty for all.</summary>
    public IReadOnlyCollection<string> Only { get; init; } = [];

    /// <summary>The migrations that are not yet where the others are, by their file stems: those of a branch. Empty when nothing is said of that.</summary>
    public IReadOnlyCollection<string> Pending { get; init; } = [];

    /// <summary>Migrations that are not among the files, and that will be when branches are merged.</summary>
    public IReadOnlyList<Migration> Incoming { get; init; } = [];

    /// <summary>The platform whose roles, schemas and extensions the server offers; of a proof, that of the server on which it ran.</summary>
    public string? Profile { get; init; }

    /// <summary>How large the tables are; null when it is not known.</summary>
    public TableStatistics? Statistics { get; init; }

    /// <summary>The most rows that a table is filled with to measure for how long it is blocked; of a larger one the time is an estimate.</summary>
    public long MostRows { get; init; } = 100_000;

    /// <summary>How long tables may be blocked.</summary>
    public LockBudgets Budgets { get; init; } = LockBudgets.None;

    /// <summary>
    /// The demand on an obligation. Without one, <c>meaningful</c> only advises, since a check of rows may show nothing on a shadow that has none; so
    /// does <c>role-faithful</c>, since an environment's role may be a superuser; and so do <c>lock-safe</c> and <c>no-rewrite</c> as long as
    /// it is not known how large the tables are.
    /// </summary>
    public Demand DemandOn(string obligation) => Demands.TryGetValue(obligation, out var demand) ? demand
        : obligation is "meaningful" or "role-faithful" ? Demand.Advised
        : Statistics is null && obligation is "lock-safe" or "no-rewrite" ? Demand.Advised
        : Demand.Default;
}
