using Plumb.Catalog;

namespace Plumb.Diffing;

/// <summary>How two snapshots differ. It knows no kinds: every fact is compared with its namesake.</summary>
public sealed class SnapshotDifference
{
    private SnapshotDifference(Snapshot before, Snapshot after, IReadOnlyList<Delta> deltas)
    {
        Before = before;
        After = after;
        Deltas = deltas;
    }

    /// <summary>The first snapshot.</summary>
    public Snapshot Before { get; }

    /// <summary>The second snapshot.</summary>
    public Snapshot After { get; }

    /// <summary>The differences in the order of their ids: parents first, each object's parts together. Empty for equal schemas.</summary>
    public IReadOnlyList<Delta> Deltas { get; }

    /// <summary>Whether the snapshots state the same.</summary>
    public bool IsEmpty => Deltas.Count == 0;

    /// <summary>The differences by the object that they are in, in the order of the objects.</summary>
    public IEnumerable<IGrouping<FactId, Delta>> ByObject => Deltas.GroupBy(static d => d.Id.Whole);

    /// <summary>Compares two snapshots, fact by fact, in one pass over both.</summary>
    public static SnapshotDifference Between(Snapshot before, Snapshot after)
    {
        var deltas = new List<Delta>();
        Walk(before.Objects, after.Objects, static o => o.Id, (left, right) =>
        {
            // What both share has not changed.
            if (!ReferenceEquals(left, right))
            {
                Walk(left?.Facts ?? [], right?.Facts ?? [], static f => f.Id, (old, now) => Add(deltas, old, now));
            }
        });
        return new SnapshotDifference(before, after, deltas);
    }

    /// <summary>Puts each of one ordered list beside its namesake in the other.</summary>
    private static void Walk<T>(IReadOnlyList<T> left, IReadOnlyList<T> right, Func<T, FactId> id, Action<T?, T?> pair)
        where T : class
    {
        for (int i = 0, j = 0; i < left.Count || j < right.Count;)
        {
            var order = i == left.Count ? 1 : j == right.Count ? -1 : Compare(id(left[i]), id(right[j]));
            pair(order <= 0 ? left[i++] : null, order >= 0 ? right[j++] : null);
        }
    }

    private static void Add(List<Delta> deltas, Fact? before, Fact? after)
    {
        if (before is null || after is null)
        {
            deltas.Add(before is null ? Delta.Added(after!) : Delta.Removed(before));
        }
        else
        {
            AddChange(deltas, before, after);
        }
    }

    private static void AddChange(List<Delta> deltas, Fact before, Fact after)
    {
        if (!ReferenceEquals(before, after) && before.Payload != after.Payload && !(before.Id.Kind.IsOrder && PartOrder.Follows(before, after)))
        {
            deltas.Add(Delta.Changed(before, after));
        }
    }

    // Most facts have their namesake, and equality is quick to tell.
    private static int Compare(FactId left, FactId right) => left.Equals(right) ? 0 : FactOrder.Instance.Compare(left, right);
}
