namespace Plumb.Catalog;

/// <summary>Orders ids: parents before children, the parts of an object before the objects in it, then by kind and name.</summary>
public sealed class FactOrder : IComparer<FactId>
{
    private FactOrder() { }

    /// <summary>The order.</summary>
    public static FactOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(FactId? x, FactId? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        var (left, right) = (x, y);
        while (left.Depth > y.Depth)
        {
            left = left.Parent!;
        }

        while (right.Depth > x.Depth)
        {
            right = right.Parent!;
        }

        var order = CompareBranches(left, right);
        return order != 0 ? order : x.Depth.CompareTo(y.Depth);
    }

    // Both at the same depth.
    private static int CompareBranches(FactId left, FactId right)
    {
        if (ReferenceEquals(left, right))
        {
            return 0;
        }

        if (left.Parent is not null)
        {
            var order = CompareBranches(left.Parent, right.Parent!);
            if (order != 0)
            {
                return order;
            }
        }

        return CompareAlone(left, right);
    }

    private static int CompareAlone(FactId left, FactId right)
    {
        var order = left.Kind.IsObject.CompareTo(right.Kind.IsObject);
        order = order != 0 || ReferenceEquals(left.Kind, right.Kind) ? order : string.CompareOrdinal(left.Kind.Word, right.Kind.Word);
        order = order != 0 ? order : string.CompareOrdinal(left.Name, right.Name);
        return order != 0 ? order : string.CompareOrdinal(left.Arguments, right.Arguments);
    }
}
