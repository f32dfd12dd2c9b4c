namespace Plumb.Diffing.Planning;

/// <summary>
/// The one sort: topological, and among what is free by object and rank. Changes are first gathered under the change of
/// their parent that can do them along; where that would be a circle, the parts that close it come by themselves.
/// </summary>
internal sealed class ChangeOrder
{
    private readonly Dictionary<Change, Group> groups = new(ReferenceEqualityComparer.Instance);
    private readonly SortedSet<Group> free;
    private readonly SortedSet<Group> waiting;

    private ChangeOrder(IReadOnlyList<Change> changes)
    {
        var order = Comparer<Group>.Create(static (a, b) => ChangeRank.Compare(a.Head, b.Head));
        (free, waiting) = (new SortedSet<Group>(order), new SortedSet<Group>(order));
        foreach (var change in changes)
        {
            if (!groups.TryGetValue(change.Head, out var group))
            {
                groups.Add(change.Head, group = new Group(change.Head));
            }

            groups[change] = group;
            group.Members.Add(change);
        }

        foreach (var group in groups.Values.Distinct().ToList())
        {
            Queue(group);
        }
    }

    /// <summary>The groups in the order in which they run.</summary>
    public static IEnumerable<Group> Sort(IReadOnlyList<Change> changes)
    {
        var order = new ChangeOrder(changes);
        while (true)
        {
            while (order.free.Min is { } next)
            {
                order.free.Remove(next);
                yield return next;
                order.Release(next);
            }

            if (order.waiting.Count == 0)
            {
                yield break;
            }

            order.BreakCircle();
        }
    }

    private void Queue(Group group)
    {
        group.Pending = Blockers(group).Count();
        (group.Pending == 0 ? free : waiting).Add(group);
    }

    private IEnumerable<(Change Member, Change Blocker)> Blockers(Group blocked) =>
        from member in blocked.Members
        from blocker in member.Predecessors
        let other = groups.GetValueOrDefault(blocker)
        where other is { IsDone: false } && !ReferenceEquals(other, blocked)
        select (member, blocker);

    private void Release(Group done)
    {
        done.IsDone = true;
        foreach (var member in done.Members)
        {
            foreach (var successor in member.Successors)
            {
                if (groups.GetValueOrDefault(successor) is { IsDone: false } group && --group.Pending == 0)
                {
                    waiting.Remove(group);
                    free.Add(group);
                }
            }
        }
    }

    // Follows what blocks what until a group comes again, then lets the first part go that can.
    private void BreakCircle()
    {
        var path = new List<Group>();
        for (var group = waiting.Min!; ; group = groups[Blockers(group).OrderBy(static b => b.Blocker, ChangeRank.Comparer).First().Blocker])
        {
            var start = path.IndexOf(group);
            if (start >= 0)
            {
                LetGo(path[start..]);
                return;
            }

            path.Add(group);
        }
    }

    private void LetGo(List<Group> circle)
    {
        foreach (var group in circle.OrderBy(static g => g.Head, ChangeRank.Comparer))
        {
            var parts = group.Members.Where(m => !ReferenceEquals(m, group.Head) && !m.IsInseparable && ClosesCircle(m, circle)).ToList();
            if (parts.Count > 0)
            {
                LetGo(group, parts);
                return;
            }
        }

        if (circle.Sum(g => GiveUpPreferences(g, circle)) > 0)
        {
            return;
        }

        throw new PlanCircleException($"The plan has a circle: {string.Join(" → ", circle.Select(static g => g.Head))}.");
    }

    // What is created waits for others; others wait for what is dropped.
    private bool ClosesCircle(Change member, List<Group> circle)
    {
        var others = member.Kind == ChangeKind.Drop ? member.Successors : member.Predecessors;
        return others.Any(o => groups.GetValueOrDefault(o) is { IsDone: false } other && !ReferenceEquals(other, groups[member]) && circle.Contains(other));
    }

    private int GiveUpPreferences(Group group, List<Group> circle)
    {
        var edges = group.Members.SelectMany(m => m.Followers.Where(f => groups.GetValueOrDefault(f) is { } other && !ReferenceEquals(other, group) && circle.Contains(other)).Select(f => (m, f))).ToList();
        foreach (var (earlier, later) in edges)
        {
            earlier.NeedNotComeBefore(later);
            var waiter = groups[later];
            if (--waiter.Pending == 0)
            {
                waiting.Remove(waiter);
                free.Add(waiter);
            }
        }

        return edges.Count;
    }

    private void LetGo(Group group, List<Change> parts)
    {
        waiting.Remove(group);
        for (var i = 0; i < parts.Count; i++)
        {
            var near = parts[i].Kind == ChangeKind.Drop ? parts[i].Predecessors : parts[i].Successors;
            parts.AddRange(near.Where(n => group.Members.Contains(n) && !parts.Contains(n) && !ReferenceEquals(n, group.Head)));
        }

        foreach (var part in parts)
        {
            group.Members.Remove(part);
        }

        foreach (var part in parts)
        {
            part.Head = part;
            groups[part] = new Group(part) { Members = { part } };
        }

        foreach (var part in parts)
        {
            Queue(groups[part]);
        }

        Queue(group);
    }

    /// <summary>Changes that one statement makes.</summary>
    /// <param name="head">The change whose rule writes it.</param>
    internal sealed class Group(Change head)
    {
        public Change Head { get; } = head;

        public List<Change> Members { get; } = [];

        public int Pending { get; set; }

        public bool IsDone { get; set; }
    }
}
