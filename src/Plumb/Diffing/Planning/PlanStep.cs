namespace Plumb.Diffing.Planning;

/// <summary>Statements that belong together: all of them have run, or the step has not.</summary>
/// <param name="Statements">The SQL, without semicolons; names are qualified, no setting matters.</param>
/// <param name="Changes">The facts that it makes, changes and removes.</param>
/// <param name="Hazards">What to know before it runs; the worst first.</param>
public sealed record PlanStep(IReadOnlyList<string> Statements, IReadOnlyList<PlannedChange> Changes, IReadOnlyList<Hazard> Hazards)
{
    /// <summary>Whether it cannot run in a transaction.</summary>
    public bool OutsideTransaction { get; init; }

    /// <summary>Why it is done, where that does not go without saying: <c>it comes again as it was</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>The statements, each with its semicolon and on lines of its own.</summary>
    public override string ToString() => string.Join('\n', Statements.Select(static s => $"{s};"));
}
