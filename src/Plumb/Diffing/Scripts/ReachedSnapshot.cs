using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Scripts;

/// <summary>What a database holds once a plan has run that may be incomplete.</summary>
internal static class ReachedSnapshot
{
    /// <summary>The second snapshot of the difference, with what the plan leaves as it stands in the first.</summary>
    public static Snapshot Of(Plan plan, SnapshotDifference difference)
    {
        if (plan.IsComplete)
        {
            return difference.After;
        }

        var left = plan.Withheld.Select(static w => w.Change.Id).Concat(plan.Unreachable.Select(static u => u.Id)).ToHashSet();
        var facts = difference.After.Facts.Where(f => !IsLeft(f.Id, left))
            .Concat(difference.Before.Facts.Where(f => IsLeft(f.Id, left)));
        return new Snapshot(difference.Before.ServerVersion, difference.Before.Options, facts, difference.Before.Gaps);
    }

    // What stays brings its parts along.
    private static bool IsLeft(FactId? id, HashSet<FactId> left)
    {
        for (; id is not null; id = id.Parent)
        {
            if (left.Contains(id))
            {
                return true;
            }
        }

        return false;
    }
}
