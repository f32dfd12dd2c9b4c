using Plumb.Catalog;
using Plumb.Diffing;
using Plumb.Migrations;

namespace Plumb.Presence;

/// <summary>Holds what migrations make against a database.</summary>
/// <param name="expected">The schema that the files make, with every migration that is meant to be in place.</param>
/// <param name="actual">The schema of the database.</param>
internal sealed class PresenceJudge(Snapshot expected, Snapshot actual)
{
    private readonly Dictionary<FactId, Delta> deltas = SnapshotDifference.Between(expected, actual).Deltas.ToDictionary(static d => d.Id);

    /// <summary>How everything stands that <paramref name="footprint"/> makes or removes; what a later migration made of it counts as right.</summary>
    public MigrationPresence Of(Footprint footprint) =>
        new(footprint.Migration, [.. Trees(footprint.Difference.Deltas).Select(tree => ObjectOf(footprint.Migration, tree))]);

    /// <summary>Everything that came or went by itself, and not with what it belongs to, with the parts that came or went with it.</summary>
    private static List<List<Delta>> Trees(IReadOnlyList<Delta> made)
    {
        var trees = new List<List<Delta>>();
        foreach (var delta in made.Where(static d => !d.Id.Kind.IsOrder || d.Kind == DeltaKind.Changed))
        {
            if (trees.Count > 0 && trees[^1] is [{ Kind: not DeltaKind.Changed } root, ..] && !delta.Id.Kind.IsObject && delta.Id.IsWithin(root.Id))
            {
                trees[^1].Add(delta);
            }
            else
            {
                trees.Add([delta]);
            }
        }

        return trees;
    }

    private ObjectPresence ObjectOf(Migration migration, List<Delta> tree)
    {
        var root = tree[0];
        var differences = new List<string>();
        var lacking = new HashSet<FactId>();
        var state = ObjectState.Equal;
        var kept = 0;
        foreach (var part in tree)
        {
            if (!deltas.TryGetValue(part.Id, out var delta) || (delta.Kind == DeltaKind.Added && part.Kind != DeltaKind.Removed))
            {
                kept += part.Id.Kind.Naming == FactNaming.InParent && actual.Find(part.Id) is not null ? 1 : 0;
                continue;
            }

            var isRoot = ReferenceEquals(part, root);
            var word = delta.Kind switch { DeltaKind.Removed => ObjectState.Lacks, DeltaKind.Added => ObjectState.Remains, _ => ObjectState.Differs };
            state = isRoot ? word : state == ObjectState.Equal ? ObjectState.Differs : state;
            if (delta.Kind == DeltaKind.Removed)
            {
                lacking.Add(part.Id);
            }

            if (part.Id.Parent is null || !lacking.Contains(part.Id.Parent))
            {
                differences.AddRange(Differences(migration, delta, isRoot));
            }
        }

        return new ObjectPresence(root.Id, state, kept, state == ObjectState.Differs ? differences : [])
        {
            MadeAt = MakingStatement.Of(migration, root.Id),
            IsRemoved = root.Kind == DeltaKind.Removed,
        };
    }

    private static IEnumerable<string> Differences(Migration migration, Delta delta, bool isRoot) => delta.Kind switch
    {
        DeltaKind.Removed => [$"lacks {delta.Id}{(MakingStatement.Of(migration, delta.Id) is { } place ? FormattableString.Invariant($", of line {place.Line}") : "")}"],
        DeltaKind.Added => [$"still has {delta.Id}"],
        _ => delta.Properties.Select(p => $"{(isRoot ? "" : $"{delta.Id}: ")}{ValueDifference.Of(p)}"),
    };
}
