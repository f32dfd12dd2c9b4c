namespace Plumb.Checks;

/// <summary>The results of a set of checks.</summary>
/// <param name="Results">In the order in which they ran.</param>
public sealed record DecisionTable(IReadOnlyList<CheckResult> Results)
{
    /// <summary>No checks.</summary>
    public static DecisionTable Empty { get; } = new([]);

    /// <summary>True when no required check failed or ended in an error.</summary>
    public bool Passed => Results.All(static r => !r.Check.IsRequired || r.Outcome is Outcome.Pass or Outcome.Skipped);

    /// <summary>Required checks that ran.</summary>
    public int RequiredCount => Results.Count(static r => r.Check.IsRequired && r.Outcome != Outcome.Skipped);

    /// <summary>Required checks that passed.</summary>
    public int PassedCount => Results.Count(static r => r.Check.IsRequired && r.Outcome == Outcome.Pass);

    /// <summary>Both tables as one.</summary>
    public DecisionTable With(DecisionTable other) => new([.. Results, .. other.Results]);
}
