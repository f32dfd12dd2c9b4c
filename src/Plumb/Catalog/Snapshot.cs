namespace Plumb.Catalog;

/// <summary>All facts of a database at one moment.</summary>
public sealed class Snapshot
{
    private readonly SnapshotObject[] objects;
    private readonly Lazy<Fact[]> facts;
    private readonly Lazy<Dictionary<FactId, Fact>> byId;
    private readonly Lazy<(Fingerprint Total, Dictionary<FactId, Fingerprint> Objects)> fingerprints;

    /// <summary>Creates a snapshot.</summary>
    /// <param name="serverVersion">The server's version, such as <c>15.18</c>.</param>
    /// <param name="options">What was taken in.</param>
    /// <param name="facts">The facts, in any order.</param>
    /// <param name="gaps">What could not be taken in.</param>
    public Snapshot(string serverVersion, SnapshotOptions options, IEnumerable<Fact> facts, IReadOnlyList<SnapshotGap> gaps)
        : this(serverVersion, options, [.. SnapshotObject.In(facts)], gaps)
    {
    }

    private Snapshot(string serverVersion, SnapshotOptions options, SnapshotObject[] objects, IReadOnlyList<SnapshotGap> gaps)
    {
        ServerVersion = serverVersion;
        Options = options;
        Gaps = gaps;
        this.objects = objects;
        facts = new(() => [.. this.objects.SelectMany(static o => o.Facts)]);
        byId = new(() => Facts.ToDictionary(static f => f.Id));
        fingerprints = new(ComputeFingerprints);
    }

    /// <summary>The server's version, such as <c>15.18</c>.</summary>
    public string ServerVersion { get; }

    /// <summary>What was taken in.</summary>
    public SnapshotOptions Options { get; }

    /// <summary>What is in the database and not in the snapshot; empty when it is whole.</summary>
    public IReadOnlyList<SnapshotGap> Gaps { get; }

    /// <summary>The facts, in the order of their ids: parents first, each object's parts together.</summary>
    public IReadOnlyList<Fact> Facts => facts.Value;

    /// <summary>The fingerprint of all facts.</summary>
    public Fingerprint Fingerprint => fingerprints.Value.Total;

    /// <summary>The fingerprints of the objects with their parts: where two snapshots differ is found without reading all facts.</summary>
    public IReadOnlyDictionary<FactId, Fingerprint> ObjectFingerprints => fingerprints.Value.Objects;

    /// <summary>The fact of that id; null when there is none.</summary>
    public Fact? Find(FactId id) => byId.Value.GetValueOrDefault(id);

    /// <summary>The objects with their parts, in the order of their ids.</summary>
    internal IReadOnlyList<SnapshotObject> Objects => objects;

    /// <summary>The same without some objects and with the facts of others. It shares the rest, and costs what these do.</summary>
    internal Snapshot With(IEnumerable<FactId> gone, IEnumerable<Fact> added, IReadOnlyList<SnapshotGap> gaps)
    {
        var read = SnapshotObject.In(added).ToDictionary(static o => o.Id);
        var merged = new List<SnapshotObject>(objects.Length + read.Count);
        var next = 0;
        foreach (var id in gone.Concat(read.Keys).Distinct().Order(FactOrder.Instance))
        {
            var place = PlaceOf(id);
            merged.AddRange(objects.AsSpan(next, (place < 0 ? ~place : place) - next));
            next = place < 0 ? ~place : place + 1;
            if (read.TryGetValue(id, out var one))
            {
                merged.Add(one);
            }
        }

        merged.AddRange(objects.AsSpan(next));
        return new Snapshot(ServerVersion, Options, [.. merged], gaps);
    }

    // As a binary search tells it.
    private int PlaceOf(FactId id)
    {
        var (low, high) = (0, objects.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = FactOrder.Instance.Compare(objects[middle].Id, id);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

    private (Fingerprint Total, Dictionary<FactId, Fingerprint> Objects) ComputeFingerprints()
    {
        using var total = new FingerprintHash();
        foreach (var one in objects)
        {
            total.Add(one.Id, one.Fingerprint);
        }

        return (total.Take(), objects.ToDictionary(static o => o.Id, static o => o.Fingerprint));
    }
}
