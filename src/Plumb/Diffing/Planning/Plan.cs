namespace Plumb.Diffing.Planning;

/// <summary>Ordered DDL that turns one snapshot into another.</summary>
/// <param name="Settings">What to set in the session first, such as <c>SET check_function_bodies = off</c>; without semicolons.</param>
/// <param name="Steps">The steps in their order.</param>
/// <param name="Withheld">What stays different as the options do not allow it, or as it needs what PostgreSQL refuses.</param>
/// <param name="Unreachable">What stays different as Plumb cannot do it.</param>
public sealed record Plan(
    IReadOnlyList<string> Settings,
    IReadOnlyList<PlanStep> Steps,
    IReadOnlyList<WithheldChange> Withheld,
    IReadOnlyList<UnreachableDifference> Unreachable)
{
    /// <summary>Whether there is nothing to run.</summary>
    public bool IsEmpty => Steps.Count == 0;

    /// <summary>Whether the database equals the second snapshot once it has run.</summary>
    public bool IsComplete => Withheld.Count == 0 && Unreachable.Count == 0;

    /// <summary>Whether all of it can run in one transaction.</summary>
    public bool IsTransactional => Steps.All(static s => !s.OutsideTransaction);

    /// <summary>What is withheld, for people: without the parts of what stays as a whole.</summary>
    public IEnumerable<WithheldChange> WithheldWholes
    {
        get
        {
            var staying = Withheld.Where(static w => w.Change.Kind == ChangeKind.Drop).Select(static w => w.Change.Id).ToHashSet();
            return Withheld.Where(w => w.Change.Kind != ChangeKind.Drop || w.Change.Id.Parent is not { } parent || !staying.Contains(parent));
        }
    }

    /// <summary>All statements in their order, the settings first; without semicolons.</summary>
    public IEnumerable<string> Statements => Settings.Concat(Steps.SelectMany(static s => s.Statements));

    /// <summary>The SQL: statements with semicolons.</summary>
    public override string ToString() => string.Join('\n', Statements.Select(static s => $"{s};"));
}
