namespace Plumb.Diffing.Planning;

/// <summary>Makes plans. It knows no kinds: the rules do.</summary>
public static class Planner
{
    /// <summary>The DDL that turns the first snapshot of a difference into the second, for the server of the first.</summary>
    public static Plan Plan(SnapshotDifference difference, PlanOptions options)
    {
        try
        {
            return Plan(difference, options, altersDependants: true);
        }
        catch (PlanCircleException)
        {
            return Plan(difference, options, altersDependants: false);
        }
    }

    private static Plan Plan(SnapshotDifference difference, PlanOptions options, bool altersDependants)
    {
        var changes = new ChangeSet(difference, options, altersDependants);
        var all = changes.All.ToList();
        ChangeGraph.Connect(changes, all);
        foreach (var change in all)
        {
            change.Head = HeadOf(change, changes);
            change.IsInseparable = change.Kind == ChangeKind.Create && change.Rule.IsInseparable(change.Fact, changes.Context);
        }

        var withheld = Withholding.Decide(all, changes);
        var done = all.Where(static c => c.Withheld is null).ToList();
        foreach (var change in done.Where(static c => c.Head.Withheld is not null))
        {
            change.Head = change;
        }

        var steps = StepWriter.Write(ChangeOrder.Sort(done), changes.Context, out var settings);
        return new Plan(settings, steps, withheld, changes.Unreachable);
    }

    // The change whose statement does this one along: that of its parent, or of the parent's parent, and so on.
    private static Change HeadOf(Change change, ChangeSet changes)
    {
        var head = change.Kind switch
        {
            ChangeKind.Create when change.Id.Parent is { } parent && change.Rule.IsWrittenWithParent(change.Fact, changes.Context) => changes.Created(parent),
            ChangeKind.Drop => change.Rule.GoesWith(change.Fact, changes.Context.Before).Select(changes.Dropped).FirstOrDefault(static d => d is not null),
            _ => null,
        };
        return head is null ? change : HeadOf(head, changes);
    }
}
