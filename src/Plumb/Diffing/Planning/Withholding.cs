namespace Plumb.Diffing.Planning;

/// <summary>Decides what a plan leaves undone: what drops or loses something without leave, what PostgreSQL refuses, and all that needs it to have happened.</summary>
internal static class Withholding
{
    /// <summary>Marks the changes that are withheld, and lists them.</summary>
    public static IReadOnlyList<WithheldChange> Decide(IReadOnlyList<Change> all, ChangeSet changes)
    {
        var pending = new Queue<Change>();
        var along = all.Where(static c => c is { Kind: ChangeKind.Drop, Counterpart: null } && !ReferenceEquals(c, c.Head)).ToLookup(static c => c.Head);
        foreach (var change in all)
        {
            Withhold(change, ReasonOf(change, changes.Context), pending);
        }

        while (pending.TryDequeue(out var change))
        {
            Withhold(change.Counterpart, change.Withheld, pending);
            foreach (var part in along[change])
            {
                Withhold(part, $"it goes with: {change}", pending);
            }

            foreach (var successor in change.Successors.Except(change.Followers))
            {
                Withhold(successor, $"it needs: {change}", pending);
            }
        }

        return [.. all.Where(static c => c.Withheld is not null).Select(static c => new WithheldChange(c.Planned, c.Withheld!))];
    }

    private static void Withhold(Change? change, string? reason, Queue<Change> pending)
    {
        if (change is { Withheld: null } && reason is not null)
        {
            change.Withheld = reason;
            pending.Enqueue(change);
        }
    }

    private static string? ReasonOf(Change change, PlanContext context) => change.Kind switch
    {
        ChangeKind.Alter when change.Alteration!.Impossible is { } reason => reason,
        _ when context.Options.AllowDrop => null,
        ChangeKind.Drop when change.Rule.Loss(change.Fact, context) is { } loss => $"{loss} would be lost",
        ChangeKind.Drop when change.Counterpart is null && change.Rule.IsDropClass(change.Fact) => "only the database as it is has it",
        ChangeKind.Alter => change.Alteration!.Hazards.FirstOrDefault(static h => h.Kind == HazardKind.DataLoss)?.Reason,
        _ => null,
    };
}
