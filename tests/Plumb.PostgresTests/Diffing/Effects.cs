using Plumb.Diffing.Planning;

namespace Plumb.PostgresTests.Diffing;

/// <summary>What a plan did to things that both schemas have, seen from outside: OIDs, files and rows, against the hazards that it announced.</summary>
internal sealed class Effects(Plan plan, DatabaseState before, DatabaseState after)
{
    /// <summary>All of them, in the words of <see cref="PlanScript"/>.</summary>
    public IEnumerable<string> All =>
        Replaced().Select(static o => $"replaces {o}")
            .Concat(Rewritten().Select(static o => $"rewrites {o}"))
            .Concat(plan.Unreachable.Select(static u => $"leaves {u.Id}"))
            .Concat(Announced(HazardKind.DataLoss).Where(l => after.Snapshot.Find(l.On) is not null).Select(static l => $"loses {l.On}").Distinct(StringComparer.Ordinal));

    /// <summary>What happened and no hazard said so, or the other way round.</summary>
    public IEnumerable<string> Unannounced()
    {
        var announced = Announced(HazardKind.Rewrite).Select(static h => h.On.ToString()).Distinct(StringComparer.Ordinal).ToList();
        var rewritten = Rewritten().ToList();
        return rewritten.Except(announced, StringComparer.Ordinal).Select(static r => $"rewritten, and no hazard said so: {r}")
            .Concat(announced.Except(rewritten, StringComparer.Ordinal).Where(a => IsKept(a)).Select(static a => $"a rewrite was announced and did not happen: {a}"))
            .Concat(LostRows(before.Rows, after.Rows, [.. Announced(HazardKind.DataLoss).Select(static h => h.On.SqlName)]));
    }

    /// <summary>The columns and sequences that hold something else than before, besides those that were announced.</summary>
    public static IEnumerable<string> LostRows(IReadOnlyDictionary<string, TableRows> before, IReadOnlyDictionary<string, TableRows> after, IReadOnlyList<string> announced)
    {
        foreach (var (name, held) in before)
        {
            if (after.TryGetValue(name, out var holds) && !announced.Any(a => name == a || name.StartsWith($"{a}.", StringComparison.Ordinal))
                && (held.Count != holds.Count || held.Type == holds.Type && held.Digest != holds.Digest))
            {
                yield return $"{name} holds other values than before: {held} → {holds}";
            }
        }
    }

    private IEnumerable<Hazard> Announced(HazardKind kind) => plan.Steps.SelectMany(static s => s.Hazards).Where(h => h.Kind == kind);

    private IEnumerable<string> Replaced()
    {
        var changed = before.Objects.Values.Where(o => after.Objects.TryGetValue(o.Identity, out var now) && now.Number != o.Number).ToList();
        var relations = changed.Select(static o => o.Number).ToHashSet();
        return changed.Where(o => o.Relation == 0 || !relations.Contains(o.Relation)).Select(static o => o.Identity);
    }

    private IEnumerable<string> Rewritten() =>
        before.Objects.Values.Where(o => IsKept(o.Identity) && after.Objects[o.Identity].Storage != o.Storage).Select(static o => o.Identity);

    private bool IsKept(string identity) =>
        before.Objects.TryGetValue(identity, out var was) && after.Objects.TryGetValue(identity, out var now) && was.Number == now.Number;
}
