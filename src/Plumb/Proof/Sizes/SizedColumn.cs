using System.Globalization;
using Plumb.Proof.Rows;

namespace Plumb.Proof.Sizes;

/// <summary>The SQL of a column's value in the row number <c>g</c>, of which many are made from the row <c>b</c> that the server has taken.</summary>
/// <param name="column">The column.</param>
/// <param name="size">What is known of it; null when nothing is.</param>
/// <param name="rows">How many rows are made.</param>
internal sealed class SizedColumn(ColumnShape column, ColumnSize? size, long rows)
{
    private const int WidestKey = 32;

    /// <summary>The same value as in the row before.</summary>
    public string Copied => $"b.{column.Name}";

    /// <summary>A value that no other row has; the same as before for types of which none is known.</summary>
    public string Unique => column.TypeName switch
    {
        "int2" or "int4" or "int8" or "numeric" or "float4" or "float8" or "oid" => $"(1000000 + g)::{column.Type}",
        "uuid" => "gen_random_uuid()",
        "text" or "varchar" or "bpchar" or "citext" or "name" => $"right('{new string('k', Math.Clamp((size?.Width ?? 0) - 8, 0, WidestKey))}' || g, {Longest})::{column.Type}",
        "date" => "date '1000-01-01' + g::int",
        "timestamp" or "timestamptz" => $"('2000-01-01'::timestamp + g * interval '1 minute')::{column.Type}",
        "bytea" => "decode(md5(g::text), 'hex')",
        "json" or "jsonb" => $"to_jsonb(g)::{column.Type}",
        "inet" => "'0.0.0.0'::inet + g",
        "int4range" or "int8range" or "numrange" => $"{column.TypeName}((2 * g)::{column.TypeName[..^5].Replace("num", "numeric", StringComparison.Ordinal)}, (2 * g + 1)::{column.TypeName[..^5].Replace("num", "numeric", StringComparison.Ordinal)})",
        "daterange" => "daterange(date '1000-01-01' + 2 * g::int, date '1000-01-01' + 2 * g::int + 1)",
        "tsrange" => "tsrange('2000-01-01'::timestamp + 2 * g * interval '1 minute', '2000-01-01'::timestamp + (2 * g + 1) * interval '1 minute')",
        "tstzrange" => "tstzrange('2000-01-01'::timestamptz + 2 * g * interval '1 minute', '2000-01-01'::timestamptz + (2 * g + 1) * interval '1 minute')",
        _ => Copied,
    };

    /// <summary>A value of the width that is usual, of as many different ones as there are, and NULL as often.</summary>
    public string Usual
    {
        get
        {
            var value = IsText && size is { Width: > 0 } ? Text(size) : Copied;
            var nulls = column.IsNullable && size is { NullFraction: > 0 } ? (long)(size.NullFraction * 1000) : 0;
            return nulls == 0 ? value : string.Create(CultureInfo.InvariantCulture, $"CASE WHEN g * 7919 % 1000 >= {nulls} THEN {value} END");
        }
    }

    private bool IsText => column.TypeName is "text" or "varchar" or "bpchar" or "citext";

    private int Longest => column.Type.Split('(') is [_, var length] && int.TryParse(length.TrimEnd(')'), CultureInfo.InvariantCulture, out var longest) ? longest : 63;

    // Digests do not compress, as little as most of what people write.
    private string Text(ColumnSize known)
    {
        var distinct = Math.Max(1, (long)(known.Distinct < 0 ? -known.Distinct * rows : known.Distinct));
        var width = IsBounded ? Math.Min(known.Width, Longest) : known.Width;
        var digests = string.Join(" || ", Enumerable.Range(0, Math.Clamp((width + 31) / 32, 1, 64)).Select(i => string.Create(CultureInfo.InvariantCulture, $"md5((g % {distinct})::text || '{i}')")));
        return string.Create(CultureInfo.InvariantCulture, $"left({digests}, {width})::{column.Type}");
    }

    private bool IsBounded => column.Type.Contains('(', StringComparison.Ordinal);
}
