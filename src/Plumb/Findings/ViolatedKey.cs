namespace Plumb.Findings;

/// <summary>Reads the key out of the server's detail, such as <c>Key (a, b)=(1, 2) is duplicated.</c></summary>
internal static class ViolatedKey
{
    /// <summary>The columns or expressions of the key as SQL, such as <c>a, lower(b)</c>; null when the detail has none.</summary>
    public static string? Of(string? detail)
    {
        var open = detail?.IndexOf('(', StringComparison.Ordinal) ?? -1;
        var close = open < 0 ? -1 : detail!.IndexOf(")=(", open, StringComparison.Ordinal);
        return close < 0 ? null : detail![(open + 1)..close];
    }

    /// <summary>The values of the key as the server shows them, such as <c>1, 2</c>; null when the detail has none.</summary>
    public static string? ValuesOf(string? detail)
    {
        var open = detail?.IndexOf(")=(", StringComparison.Ordinal) ?? -1;
        var close = open < 0 ? -1 : detail!.LastIndexOf(") ", StringComparison.Ordinal);
        return close <= open ? null : detail![(open + 3)..close];
    }

    /// <summary>The values of the key with which it conflicts by an exclusion constraint; null when the detail has none.</summary>
    public static string? OtherValuesOf(string? detail)
    {
        const string Conflicts = " conflicts with ";
        var from = detail?.IndexOf(Conflicts, StringComparison.Ordinal) ?? -1;
        var open = from < 0 ? -1 : detail!.IndexOf(")=(", from, StringComparison.Ordinal);
        return open < 0 || !detail!.EndsWith(").", StringComparison.Ordinal) ? null : detail[(open + 3)..^2];
    }
}
