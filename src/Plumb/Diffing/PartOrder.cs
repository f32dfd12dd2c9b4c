using Plumb.Catalog;

namespace Plumb.Diffing;

/// <summary>Judges changes of the order of an object's parts.</summary>
internal static class PartOrder
{
    /// <summary>Whether the new order is what comes of dropping parts and adding others at the end; such a change is no difference of its own.</summary>
    public static bool Follows(Fact before, Fact after)
    {
        var (old, now) = (Names(before), Names(after));
        var kept = old.Intersect(now, StringComparer.Ordinal);
        var added = now.Except(old, StringComparer.Ordinal);
        return kept.Concat(added).SequenceEqual(now, StringComparer.Ordinal);
    }

    private static IReadOnlyList<string> Names(Fact order) => order.Payload[0].Value.List;
}
