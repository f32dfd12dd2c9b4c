using Plumb.Catalog;
using Plumb.Diffing.Rules;

namespace Plumb.Diffing.Planning;

/// <summary>
/// What a plan must do, fact by fact: what differs, and what PostgreSQL demands with it. What is dropped takes along all that
/// depends on it; what stays in the second snapshot is created again.
/// </summary>
internal sealed class ChangeSet
{
    private readonly Dictionary<FactId, Change> created = [];
    private readonly Dictionary<FactId, Change> dropped = [];
    private readonly Dictionary<FactId, Change> altered = [];
    private readonly List<UnreachableDifference> unreachable = [];
    private readonly Dictionary<FactId, List<Fact>> dependants = [];
    private readonly PlanContext context;
    private readonly bool altersDependants;

    /// <summary>Finds what is to be done.</summary>
    /// <param name="difference">What differs.</param>
    /// <param name="options">What is allowed.</param>
    /// <param name="altersDependants">Whether what depends on something that goes for good, and is to do so no more, is altered first where it can be, or always replaced.</param>
    public ChangeSet(SnapshotDifference difference, PlanOptions options, bool altersDependants)
    {
        this.altersDependants = altersDependants;
        context = new PlanContext(difference, options) { Changes = this };
        if (!difference.IsEmpty)
        {
            FindDependants(difference.Before);
            foreach (var delta in difference.Deltas)
            {
                Take(delta);
            }

            KeepUntilReplaced();
            FindUnreachable(difference);
        }
    }

    public PlanContext Context => context;

    public IReadOnlyList<UnreachableDifference> Unreachable => unreachable;

    /// <summary>All changes, in an order that is always the same.</summary>
    public IEnumerable<Change> All => dropped.Values.Concat(altered.Values).Concat(created.Values).OrderBy(static c => c.Id, FactOrder.Instance).ThenBy(static c => c.Kind);

    /// <summary>Its creation; null when the plan does not create it.</summary>
    public Change? Created(FactId id) => created.GetValueOrDefault(id);

    /// <summary>Its dropping; null when the plan does not drop it.</summary>
    public Change? Dropped(FactId id) => dropped.GetValueOrDefault(id);

    /// <summary>Its alteration; null when the plan does not alter it.</summary>
    public Change? Altered(FactId id) => altered.GetValueOrDefault(id);

    /// <summary>Whether it is dropped and created again.</summary>
    public bool IsReplaced(FactId id) => dropped.ContainsKey(id) && created.ContainsKey(id);

    /// <summary>The facts of the first snapshot that depend on one or belong to it.</summary>
    public IReadOnlyList<Fact> Dependants(FactId id) => dependants.GetValueOrDefault(id) ?? [];

    private void FindDependants(Snapshot before)
    {
        foreach (var fact in before.Facts)
        {
            foreach (var needed in fact.Id.Parent is { } parent ? fact.Dependencies.Append(parent) : fact.Dependencies)
            {
                if (!dependants.TryGetValue(needed, out var list))
                {
                    dependants.Add(needed, list = []);
                }

                list.Add(fact);
            }
        }
    }

    private void Take(Delta delta)
    {
        if (DdlRules.Of(delta.Id.Kind) is null)
        {
            return;
        }

        if (delta.Before is null)
        {
            Create(delta.After!);
        }
        else if (delta.After is null)
        {
            Drop(delta.Before);
        }
        else
        {
            Alter(delta.Before, delta.After);
        }
    }

    private void KeepUntilReplaced()
    {
        foreach (var change in dropped.Values.Where(c => c.Counterpart is not null && c.Rule.MovesAside(c.Fact) && c.Rule.IsNeverMissing(c.Fact, context)))
        {
            if (!change.Fact.Dependencies.Any(dropped.ContainsKey) && !(change.Id.Parent is { } parent && dropped.ContainsKey(parent)))
            {
                Displace(change.Id);
            }
        }
    }

    // An order may come out differently although nothing was to change: what is replaced moves to the end.
    private void FindUnreachable(SnapshotDifference difference)
    {
        var orders = difference.After.Facts.Where(static f => f.Id.Kind.IsOrder).Select(f => (f.Id, Before: difference.Before.Find(f.Id), After: (Fact?)f));
        var differing = difference.Deltas.Where(static d => !d.Id.Kind.IsOrder).Select(static d => (d.Id, d.Before, d.After));
        foreach (var (id, before, after) in differing.Concat(orders))
        {
            var rule = DdlRules.Of(id.Kind);
            if ((rule is null ? "Plumb has no DDL for it" : rule.Unreachable(before, after, context)) is { } reason)
            {
                unreachable.Add(new UnreachableDifference(id, reason));
            }
        }
    }

    private void Alter(Fact before, Fact after)
    {
        if (dropped.ContainsKey(before.Id))
        {
            return;
        }

        var rule = DdlRules.Of(after.Id.Kind)!;
        if (rule.Alter(before, after, context) is not { } alteration)
        {
            Drop(before);
            return;
        }

        altered[after.Id] = new Change(ChangeKind.Alter, after, before, rule) { Alteration = alteration };
        foreach (var dependant in Dependants(before.Id).Where(alteration.StepsAside))
        {
            Drop(dependant);
        }
    }

    /// <summary>Drops a fact of the first snapshot, and what depends on it; what the second snapshot has, too, is created again.</summary>
    private void Drop(Fact fact)
    {
        if (DdlRules.Of(fact.Id.Kind) is not { } rule || !dropped.TryAdd(fact.Id, new Change(ChangeKind.Drop, fact, null, rule)))
        {
            return;
        }

        altered.Remove(fact.Id);
        if (context.After.Find(fact.Id) is { } after)
        {
            Create(after);
            dropped[fact.Id].Counterpart = created[fact.Id];
            created[fact.Id].Counterpart = dropped[fact.Id];
        }

        DropDependants(fact, rule);
        ReplaceParentOf(fact, rule);
        foreach (var taken in rule.TakesAlong(fact, context).Select(context.Before.Find).OfType<Fact>().ToList())
        {
            Drop(taken);
        }
    }

    private void DropDependants(Fact fact, DdlRule rule)
    {
        var canMove = created.ContainsKey(fact.Id) && rule.MovesAside(fact);
        var moves = false;
        foreach (var dependant in Dependants(fact.Id))
        {
            if (canMove && Outlives(dependant, fact.Id))
            {
                moves = true;
            }
            else if (!LetsGo(dependant, fact.Id))
            {
                Drop(dependant);
                moves |= canMove && dropped.TryGetValue(dependant.Id, out var change) && change.IsDisplaced;
            }
        }

        if (moves)
        {
            Displace(fact.Id);
        }
    }

    private bool Outlives(Fact dependant, FactId replaced)
    {
        if (dropped.ContainsKey(dependant.Id) || context.After.Find(dependant.Id) is not { } after || DdlRules.Of(dependant.Id.Kind) is not { } rule || !rule.Outlives(replaced))
        {
            return false;
        }

        Alter(dependant, after);
        return altered.ContainsKey(dependant.Id);
    }

    // Once it is altered it needs no more what goes for good.
    private bool LetsGo(Fact dependant, FactId gone)
    {
        if (!altersDependants || created.ContainsKey(gone) || Equals(dependant.Id.Parent, gone) || dropped.ContainsKey(dependant.Id)
            || context.After.Find(dependant.Id) is not { } after || after.Payload == dependant.Payload || after.Dependencies.Contains(gone) || DdlRules.Of(dependant.Id.Kind) is null)
        {
            return false;
        }

        Alter(dependant, after);
        return altered.ContainsKey(dependant.Id);
    }

    // Its parts come with the successor, and go with it.
    private void Displace(FactId id)
    {
        if (dropped.GetValueOrDefault(id) is { Counterpart: not null, IsDisplaced: false } change)
        {
            change.Displace();
            foreach (var part in Dependants(id).Where(d => Equals(d.Id.Parent, id)))
            {
                Displace(part.Id);
            }
        }
    }

    private void Create(Fact fact)
    {
        if (DdlRules.Of(fact.Id.Kind) is { } rule && created.TryAdd(fact.Id, new Change(ChangeKind.Create, fact, null, rule)))
        {
            ReplaceParentOf(fact, rule);
        }
    }

    private void ReplaceParentOf(Fact fact, DdlRule rule)
    {
        if (fact.Id.Parent is { } parent && rule.IsInseparable(fact, context) && context.Before.Find(parent) is { } old && context.After.Find(parent) is not null)
        {
            Drop(old);
        }
    }
}
