using Plumb.Catalog;

namespace Plumb.Diffing;

/// <summary>Finds what may have been renamed.</summary>
public static class Renames
{
    /// <summary>The pairs of removed and added facts that are equal, with all their parts, but for the name; only where there is one candidate on either side.</summary>
    public static IReadOnlyList<Rename> In(SnapshotDifference difference)
    {
        var removed = Roots(difference.Deltas, DeltaKind.Removed);
        var added = Roots(difference.Deltas, DeltaKind.Added);
        var pairs =
            from gone in removed
            from come in added
            where ReferenceEquals(gone.Id.Kind, come.Id.Kind) && (gone.Id.Kind.IsObject || Equals(gone.Id.Parent, come.Id.Parent)) && AreEqual(gone, come)
            select new Rename(gone.Id, come.Id);
        var candidates = pairs.ToList();
        return [.. candidates.Where(c => candidates.Count(o => o.Before.Equals(c.Before) || o.After.Equals(c.After)) == 1)];
    }

    // What went or came by itself and not with its parent, with everything that hangs on it. Only what has a name of its own can be renamed.
    private static List<Tree> Roots(IReadOnlyList<Delta> deltas, DeltaKind kind)
    {
        var roots = new List<Tree>();
        foreach (var delta in deltas.Where(d => d.Kind == kind))
        {
            var fact = (delta.Before ?? delta.After)!;
            var tree = roots.LastOrDefault();
            if (tree is not null && fact.Id.IsWithin(tree.Id))
            {
                tree.Parts.Add(fact);
            }
            else if (fact.Id.Kind.Naming is FactNaming.Alone or FactNaming.InSchema or FactNaming.InParent or FactNaming.BesideParent)
            {
                roots.Add(new Tree(fact.Id, [fact]));
            }
        }

        return roots;
    }

    private static bool AreEqual(Tree gone, Tree come)
    {
        if (gone.Parts.Count != come.Parts.Count)
        {
            return false;
        }

        for (var i = 0; i < gone.Parts.Count; i++)
        {
            if (!AreEqual(gone.Parts[i], gone.Id, come.Parts[i], come.Id))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreEqual(Fact gone, FactId goneRoot, Fact come, FactId comeRoot)
    {
        var isRoot = gone.Id.Equals(goneRoot);
        var sameName = isRoot ? gone.Id.Arguments == come.Id.Arguments : gone.Id.Name == come.Id.Name && gone.Id.Arguments == come.Id.Arguments;
        return sameName && ReferenceEquals(gone.Id.Kind, come.Id.Kind) && gone.Payload.Count == come.Payload.Count
            && gone.Payload.Zip(come.Payload).All(p => p.First.Name == p.Second.Name && AreEqual(p.First.Value, p.Second.Value, goneRoot, comeRoot));
    }

    // A definition names what it defines.
    private static bool AreEqual(FactValue gone, FactValue come, FactId goneRoot, FactId comeRoot) => gone == come
        || gone.Text is { } old && come.Text is { } now && old.Replace(goneRoot.SqlName, comeRoot.SqlName, StringComparison.Ordinal) == now;

    private sealed record Tree(FactId Id, List<Fact> Parts);
}
