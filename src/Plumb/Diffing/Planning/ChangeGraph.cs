using Plumb.Catalog;

namespace Plumb.Diffing.Planning;

/// <summary>Says what must come before what. Every edge leads from a change to one that needs it to have happened.</summary>
internal static class ChangeGraph
{
    /// <summary>Adds the edges between the changes.</summary>
    public static void Connect(ChangeSet changes, IReadOnlyList<Change> all)
    {
        var taken = Names(all);
        foreach (var change in all)
        {
            switch (change.Kind)
            {
                case ChangeKind.Create:
                    FollowNeeds(change, changes);
                    foreach (var other in change.Rule.Names(change.Fact).SelectMany(n => taken[n]).Where(o => !ReferenceEquals(o, change.Counterpart)))
                    {
                        Follow(change, other);
                    }

                    if (change.Counterpart is { } counterpart)
                    {
                        var (first, second) = change.IsDisplaced ? (change, counterpart) : (counterpart, change);
                        first.ComesBefore(second);
                    }

                    FollowAwaited(change, changes);
                    FollowWhatNamesIt(change, changes);
                    foreach (var other in change.Rule.Avoids(change.Fact, changes.Context.Before))
                    {
                        changes.Dropped(other)?.ShouldComeBefore(change);
                    }

                    break;
                case ChangeKind.Alter:
                    FollowNeeds(change, changes);
                    FollowAwaited(change, changes);
                    ConnectAlteration(change, changes);
                    break;
                default:
                    foreach (var needed in Needed(change, change.Fact, changes.Context.Before))
                    {
                        Precede(change, changes.Dropped(needed));
                        PrecedeAlteration(change, changes.Altered(needed));
                    }

                    PrecedeWhatItSpreads(change, changes);
                    break;
            }
        }

        foreach (var siblings in all.Where(static c => c is { Kind: ChangeKind.Create, Id.Kind.IsOrdered: true }).GroupBy(static c => c.Id.Parent!))
        {
            KeepOrder(siblings, changes.Context.After);
        }
    }

    // What goes under its name goes before the name is another's.
    private static void FollowWhatNamesIt(Change change, ChangeSet changes)
    {
        foreach (var dependant in change.IsDisplaced && change.Rule.MovesAside(change.Fact) ? changes.Dependants(change.Id).Where(d => !Equals(d.Id.Parent, change.Id)) : [])
        {
            Follow(change, changes.Dropped(dependant.Id) is { IsDisplaced: false } dropped ? dropped : null);
        }
    }

    private static void PrecedeAlteration(Change dropped, Change? alteration)
    {
        if (dropped is { Counterpart: not null, IsDisplaced: false })
        {
            Precede(dropped, alteration);
        }
        else if (dropped.Counterpart is null && alteration is not null)
        {
            dropped.ShouldComeBefore(alteration);
        }
    }

    // What is detached is to stay as it is.
    private static void PrecedeWhatItSpreads(Change dropped, ChangeSet changes)
    {
        if (changes.Context.After.Find(dropped.Id.Parent) is null)
        {
            return;
        }

        foreach (var part in dropped.Rule.Spreads(dropped.Fact, changes.Context.Before).Concat(dropped.Rule.Spreads(dropped.Fact, changes.Context.After)))
        {
            Precede(dropped, changes.Dropped(part));
            Precede(dropped, changes.Altered(part));
            Precede(dropped, changes.Created(part));
        }
    }

    // Each comes to stand behind those that are there.
    private static void KeepOrder(IGrouping<FactId, Change> siblings, PlanSide after)
    {
        var order = after.Parts(siblings.Key).First(static f => f.Id.Kind.IsOrder).Payload[0].Value.List;
        var places = order.Index().ToDictionary(static p => p.Item, static p => p.Index, StringComparer.Ordinal);
        var sorted = siblings.OrderBy(s => places[s.Id.Name]).ToList();
        for (var i = 1; i < sorted.Count; i++)
        {
            sorted[i - 1].ShouldComeBefore(sorted[i]);
        }
    }

    private static ILookup<string, Change> Names(IReadOnlyList<Change> all) =>
        all.Where(static c => c.Kind == ChangeKind.Drop).SelectMany(static c => c.Rule.Names(c.Fact).Select(n => (Name: n, Change: c))).ToLookup(static p => p.Name, static p => p.Change, StringComparer.Ordinal);

    private static void FollowNeeds(Change change, ChangeSet changes)
    {
        foreach (var needed in Needed(change, change.Fact, changes.Context.After))
        {
            Follow(change, changes.Created(needed));
            Follow(change, changes.Altered(needed));
        }
    }

    private static void FollowAwaited(Change change, ChangeSet changes)
    {
        foreach (var awaited in change.Rule.Awaits(change.Fact, changes.Context.Before))
        {
            Follow(change, changes.Dropped(awaited));
        }
    }

    // What it needed before goes only when it needs it no more; what PostgreSQL does not suffer steps aside first.
    private static void ConnectAlteration(Change change, ChangeSet changes)
    {
        foreach (var needed in Needed(change, change.Before!, changes.Context.Before))
        {
            Precede(change, changes.Dropped(needed));
        }

        foreach (var dependant in changes.Dependants(change.Id).Where(change.Alteration!.StepsAside))
        {
            Follow(change, changes.Dropped(dependant.Id));
        }
    }

    private static IEnumerable<FactId> Needed(Change change, Fact fact, PlanSide side) =>
        (fact.Id.Parent is { } parent ? fact.Dependencies.Append(parent) : fact.Dependencies)
            .Select(d => change.Rule.StandIn(fact, d, side)).OfType<FactId>().Concat(change.Rule.Needs(fact, side));

    private static void Follow(Change change, Change? earlier) => earlier?.ComesBefore(change);

    private static void Precede(Change change, Change? later)
    {
        if (later is not null)
        {
            change.ComesBefore(later);
        }
    }
}
