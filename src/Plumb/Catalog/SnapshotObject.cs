namespace Plumb.Catalog;

/// <summary>An object of a snapshot with its parts. Snapshots of one database share those that did not change between them.</summary>
/// <param name="id">Its id.</param>
/// <param name="facts">What is stated of it and its parts, in the order of their ids.</param>
internal sealed class SnapshotObject(FactId id, Fact[] facts)
{
    private readonly Lazy<Fingerprint> fingerprint = new(() => FingerprintOf(facts));

    /// <summary>Its id.</summary>
    public FactId Id { get; } = id;

    /// <summary>What is stated of it and its parts, in the order of their ids.</summary>
    public IReadOnlyList<Fact> Facts { get; } = facts;

    /// <summary>The fingerprint of these facts.</summary>
    public Fingerprint Fingerprint => fingerprint.Value;

    /// <summary>The objects that facts are about, in the order of their ids.</summary>
    public static IEnumerable<SnapshotObject> In(IEnumerable<Fact> facts)
    {
        Fact[] sorted = [.. facts];
        Array.Sort(sorted, static (a, b) => FactOrder.Instance.Compare(a.Id, b.Id));
        for (int begin = 0, end = 0; begin < sorted.Length; begin = end)
        {
            var id = sorted[begin].Id.Whole;
            for (; end < sorted.Length && id.Equals(sorted[end].Id.Whole); end++)
            {
            }

            yield return new SnapshotObject(id, sorted[begin..end]);
        }
    }

    private static Fingerprint FingerprintOf(Fact[] facts)
    {
        using var hash = new FingerprintHash();
        foreach (var fact in facts)
        {
            hash.Add(fact);
        }

        return hash.Take();
    }
}
