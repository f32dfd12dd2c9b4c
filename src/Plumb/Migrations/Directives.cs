namespace Plumb.Migrations;

/// <summary>What the header comments of a migration ask for.</summary>
public sealed record Directives
{
    /// <summary>No directive at all.</summary>
    public static Directives None { get; } = new();

    /// <summary><c>requires</c>: the migrations that must run before, as written (a full file stem).</summary>
    public IReadOnlyList<Requirement> Requires { get; init; } = [];

    /// <summary><c>only</c>: the environments on which it runs; empty means all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Whether it runs in an environment of that name.</summary>
    public bool RunsIn(string environment) => Only.Count == 0 || Only.Contains(environment, StringComparer.Ordinal);

    /// <summary><c>no-transaction</c>: it runs statement by statement with a journal.</summary>
    public bool NoTransaction { get; init; }

    /// <summary><c>lock-timeout</c>: how long a statement may wait for a lock; null for the default.</summary>
    public TimeSpan? LockTimeout { get; init; }

    /// <summary><c>allow</c>: hazards that are intended.</summary>
    public IReadOnlyList<Allowance> Allows { get; init; } = [];

    /// <summary>The <c>allow</c> of a hazard; null when it is not declared.</summary>
    public Allowance? AllowanceOf(string hazard) => Allows.FirstOrDefault(a => a.Hazard == hazard);
}
