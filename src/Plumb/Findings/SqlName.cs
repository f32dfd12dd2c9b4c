using System.Collections.Frozen;

namespace Plumb.Findings;

/// <summary>Writes names in such a way that they can be pasted into SQL.</summary>
internal static class SqlName
{
    /// <summary>What <c>pg_get_keywords()</c> of PostgreSQL calls reserved, wholly or in part.</summary>
    private const string ReservedWords = """
        all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
        concurrently constraint create cross current_catalog current_date current_role current_schema current_time
        current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from
        full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime
        localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning
        right select session_user similar some symmetric table tablesample then to trailing true union unique user using
        variadic verbose when where window with
        """;

    private static readonly FrozenSet<string> Reserved =
        ReservedWords.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The name with its schema, where that is known.</summary>
    public static string Qualified(string? schema, string name) => schema is null ? Quoted(name) : $"{Quoted(schema)}.{Quoted(name)}";

    /// <summary>The name, in double quotes unless it is plain lower case and no keyword.</summary>
    public static string Quoted(string name) =>
        IsPlain(name) && !Reserved.Contains(name) ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool IsPlain(string name)
    {
        var plain = name.Length > 0 && !char.IsAsciiDigit(name[0]);
        foreach (var c in name)
        {
            plain &= char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_';
        }

        return plain;
    }
}
