using Plumb.Catalog;

namespace Plumb.Diffing.Planning;

/// <summary>One of the two snapshots, with ways to find things in it.</summary>
internal sealed class PlanSide
{
    private readonly Snapshot snapshot;
    private readonly Lazy<ILookup<FactId, Fact>> parts;
    private readonly Lazy<ILookup<FactId, Fact>> dependants;

    public PlanSide(Snapshot snapshot)
    {
        this.snapshot = snapshot;
        dependants = new(() => snapshot.Facts.SelectMany(static f => f.Dependencies.Select(d => (Fact: f, Needed: d))).ToLookup(static p => p.Needed, static p => p.Fact));
        parts = new(() => snapshot.Facts.Where(static f => f.Id.Parent is not null).ToLookup(static f => f.Id.Parent!));
    }

    public IReadOnlyList<Fact> Facts => snapshot.Facts;

    /// <summary>The fact of that id; null when there is none.</summary>
    public Fact? Find(FactId? id) => id is null ? null : snapshot.Find(id);

    /// <summary>The facts that need another, besides those below it.</summary>
    public IEnumerable<Fact> Dependants(FactId id) => dependants.Value[id];

    /// <summary>The facts right below another.</summary>
    public IEnumerable<Fact> Parts(FactId id) => parts.Value[id];

    /// <summary>The facts of one kind right below another.</summary>
    public IEnumerable<Fact> Parts(FactId id, string kind) => Parts(id).Where(f => f.Id.Kind.Word == kind);

    /// <summary>The fact of one kind right below another, where there is at most one; null when there is none.</summary>
    public Fact? Part(FactId id, string kind) => Parts(id, kind).FirstOrDefault();
}
