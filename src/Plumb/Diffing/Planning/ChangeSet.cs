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

    public ChangeSet(SnapshotDifference difference, PlanOptions options)
    {
        context = new PlanContext(difference, options) { Changes = this };
        if (!difference.IsEmpty)
        {
            FindDependants(difference.Before);
            foreach (var delta in difference.Deltas)
            {
                Take(delta);
            }

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

        altered.Add(after.Id, new Change(ChangeKind.Alter, after, before, rule) { Alteration = alteration });
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

        foreach (var dependant in Dependants(fact.Id))
        {
            Drop(dependant);
        }

        ReplaceParentOf(fact, rule);
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
