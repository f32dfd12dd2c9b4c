using Plumb.Catalog;

namespace Plumb.Diffing.Planning;

/// <summary>One thing to know about a step before it runs.</summary>
/// <param name="Kind">What may happen.</param>
/// <param name="On">The relation or other object to which it happens.</param>
/// <param name="Reason">What happens and why, for people: <c>every row is written anew as integer and bigint are stored differently</c>.</param>
public sealed record Hazard(HazardKind Kind, FactId On, string Reason)
{
    /// <summary>The lock that is taken; null when the hazard is none.</summary>
    public LockMode? Lock { get; init; }

    /// <summary>Whether others can not read meanwhile.</summary>
    public bool BlocksReads => Lock is LockMode.AccessExclusive;

    /// <summary>Whether others can not write meanwhile.</summary>
    public bool BlocksWrites => Lock is >= LockMode.Share;

    /// <summary>The reason.</summary>
    public override string ToString() => $"{Kind} on {On}: {Reason}";

    internal static Hazard Locks(FactId on, LockMode mode) => new(HazardKind.Lock, on, Describe(mode)) { Lock = mode };

    private static string Describe(LockMode mode) => mode switch
    {
        LockMode.AccessExclusive => "reads and writes wait",
        LockMode.ShareUpdateExclusive => "other changes of the schema wait; reads and writes go on",
        _ => "writes wait; reads go on",
    };
}
