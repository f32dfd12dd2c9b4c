namespace Plumb.Catalog;

/// <summary>All facts of a database at one moment.</summary>
public sealed class Snapshot
{
    private readonly Fact[] facts;
    private readonly Lazy<Dictionary<FactId, Fact>> byId;
    private readonly Lazy<(Fingerprint Total, Dictionary<FactId, Fingerprint> Objects)> fingerprints;

    /// <summary>Creates a snapshot.</summary>
    /// <param name="serverVersion">The server's version, such as <c>15.18</c>.</param>
    /// <param name="options">What was taken in.</param>
    /// <param name="facts">The facts, in any order.</param>
    /// <param name="gaps">What could not be taken in.</param>
    public Snapshot(string serverVersion, SnapshotOptions options, IEnumerable<Fact> facts, IReadOnlyList<SnapshotGap> gaps)
        : this(serverVersion, options, Sorted(facts), gaps)
    {
    }

    private Snapshot(string serverVersion, SnapshotOptions options, Fact[] facts, IReadOnlyList<SnapshotGap> gaps)
    {
        ServerVersion = serverVersion;
        Options = options;
        Gaps = gaps;
        this.facts = facts;
        byId = new(() => this.facts.ToDictionary(static f => f.Id));
        fingerprints = new(ComputeFingerprints);
    }

    /// <summary>The server's version, such as <c>15.18</c>.</summary>
    public string ServerVersion { get; }

    /// <summary>What was taken in.</summary>
    public SnapshotOptions Options { get; }

    /// <summary>What is in the database and not in the snapshot; empty when it is whole.</summary>
    public IReadOnlyList<SnapshotGap> Gaps { get; }

    /// <summary>The facts, in the order of their ids: parents first, each object's parts together.</summary>
    public IReadOnlyList<Fact> Facts => facts;

    /// <summary>The fingerprint of all facts.</summary>
    public Fingerprint Fingerprint => fingerprints.Value.Total;

    /// <summary>The fingerprints of the objects with their parts: where two snapshots differ is found without reading all facts.</summary>
    public IReadOnlyDictionary<FactId, Fingerprint> ObjectFingerprints => fingerprints.Value.Objects;

    /// <summary>The fact of that id; null when there is none.</summary>
    public Fact? Find(FactId id) => byId.Value.GetValueOrDefault(id);

    /// <summary>A snapshot of facts that are in order already, and of others.</summary>
    internal static Snapshot Merge(string serverVersion, SnapshotOptions options, IEnumerable<Fact> inOrder, IEnumerable<Fact> others, IReadOnlyList<SnapshotGap> gaps)
    {
        var sorted = Sorted(others);
        var merged = new List<Fact>();
        var next = 0;
        foreach (var fact in inOrder)
        {
            while (next < sorted.Length && FactOrder.Instance.Compare(sorted[next].Id, fact.Id) < 0)
            {
                merged.Add(sorted[next++]);
            }

            merged.Add(fact);
        }

        merged.AddRange(sorted.AsSpan(next));
        return new Snapshot(serverVersion, options, merged.ToArray(), gaps);
    }

    private static Fact[] Sorted(IEnumerable<Fact> facts)
    {
        Fact[] sorted = [.. facts];
        Array.Sort(sorted, static (a, b) => FactOrder.Instance.Compare(a.Id, b.Id));
        return sorted;
    }

    private (Fingerprint Total, Dictionary<FactId, Fingerprint> Objects) ComputeFingerprints()
    {
        var objects = new Dictionary<FactId, Fingerprint>();
        using var total = new FingerprintHash();
        using var one = new FingerprintHash();
        for (var i = 0; i < facts.Length;)
        {
            var id = facts[i].Id.Whole;
            for (; i < facts.Length && id.Equals(facts[i].Id.Whole); i++)
            {
                one.Add(facts[i]);
            }

            var fingerprint = one.Take();
            objects.Add(id, fingerprint);
            total.Add(id, fingerprint);
        }

        return (total.Take(), objects);
    }
}
