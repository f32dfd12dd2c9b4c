using Plumb.Diffing;

namespace Plumb.Presence;

/// <summary>Words how a property differs; of long values, the part that does.</summary>
internal static class ValueDifference
{
    private const int Longest = 72;
    private const int Lead = 24;

    /// <summary>Such as <c>type is bigint, the files make integer</c>.</summary>
    /// <param name="change">From what the files make to what is in the database.</param>
    public static string Of(PropertyChange change)
    {
        var (files, database) = (OneLine(change.Before?.ToString()), OneLine(change.After?.ToString()));
        var same = files.AsSpan().CommonPrefixLength(database);
        var from = Math.Max(files.Length, database.Length) <= Longest ? 0 : Math.Max(0, same - Lead);
        return $"{change.Name} is {Shown(database, from)}, the files make {Shown(files, from)}";
    }

    private static string Shown(string value, int from)
    {
        var rest = value.AsSpan(Math.Min(from, value.Length));
        return $"{(from > 0 ? "…" : "")}{(rest.Length > Longest ? $"{rest[..(Longest - 1)]}…" : rest)}";
    }

    private static string OneLine(string? value) =>
        value is null ? "not set" : string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
