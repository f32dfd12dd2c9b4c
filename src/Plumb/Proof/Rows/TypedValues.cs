using System.Globalization;
using System.Text;

namespace Plumb.Proof.Rows;

/// <summary>Values by type: usual ones that differ from row to row, and awkward ones.</summary>
internal static class TypedValues
{
    private const int LongText = 2000;

    // A migration that inserts rows of its own gives them small keys.
    private const int FarFromThoseOfFiles = 700_001;

    private static readonly DateTime Day = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // What checks of texts often ask for: an address, a link, a word of a URL, a code, a time, a number.
    private static readonly string[] Shapes = ["user{0}@example.com", "https://example.com/{0}", "value-{0}", "a{0}", "A{0}", "+155500{0}", "#aabb{0:00}", "{0:00}:00", "{0}", "EUR", "en"];

    /// <summary>The values of a column's type.</summary>
    public static ValuePool Of(ColumnShape column)
    {
        if (column.Element is { } element)
        {
            var inner = OfType(element, "", column.Labels);
            return new ValuePool([n => Array(inner.Forms[0](n))], ["{}", "{NULL}", Array(inner.Awkward.Count > 0 ? inner.Awkward[0] : inner.Forms[0](1))]);
        }

        return OfType(column.TypeName, column.Type, column.Labels);
    }

    /// <summary>More forms for a text that a check may want in a shape of its own; none for other types.</summary>
    public static IEnumerable<ValueForm> Words(ColumnShape column) => IsText(column)
        ? Shapes.Select(static ValueForm (shape) => n => string.Format(CultureInfo.InvariantCulture, shape, n))
        : [];

    /// <summary>Whether a column holds a text.</summary>
    public static bool IsText(ColumnShape column) => column.TypeName is "text" or "varchar" or "bpchar" or "citext" or "name";

    /// <summary>Whether a column holds a number.</summary>
    public static bool IsNumber(ColumnShape column) => column.TypeName is "int2" or "int4" or "int8" or "numeric" or "float4" or "float8" or "money";

    private static ValuePool OfType(string name, string type, IReadOnlyList<string> labels) => name switch
    {
        _ when labels.Count > 0 => new([n => labels[n % labels.Count]], labels),
        "int2" => Numbers("32767", "-32768"),
        "int4" or "oid" => Numbers("2147483647", "-2147483648", FarFromThoseOfFiles),
        "int8" => Numbers("9223372036854775807", "-9223372036854775808", FarFromThoseOfFiles),
        "numeric" => Decimals(type),
        "float4" or "float8" => new([n => Text(n + 0.5)], ["0", "-1.5", "NaN", "Infinity", "1e30"]),
        "money" => Numbers("1234567.89", "-1"),
        "bool" => new([n => n % 2 == 0 ? "true" : "false"], ["true", "false"]),
        "text" or "varchar" or "bpchar" or "citext" or "name" => Texts(type),
        "uuid" => new([n => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{n:x12}")], ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"]),
        "date" => new([n => Day.AddDays(n).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)], ["2024-02-29", "0001-01-01", "9999-12-31", "infinity"]),
        "timestamp" or "timestamptz" => new([n => Time(n) + "+00"], ["2024-03-31 02:30:00+01", "2024-02-29 23:59:59.999999-12", "0001-01-01 00:00:00+00", "infinity"]),
        "time" or "timetz" => new([n => Time(n)[11..] + "+00"], ["00:00:00+00", "24:00:00+00"]),
        "interval" => new([n => string.Create(CultureInfo.InvariantCulture, $"{n + 1} minutes")], ["0", "-1 month", "1 year 2 months 3 days"]),
        "json" or "jsonb" => new([n => string.Create(CultureInfo.InvariantCulture, $$"""{"n": {{n}}}""")], ["{}", "[]", "null", """{"a": {"b": [1, null, "ü"]}}""", "\"text\""]),
        "bytea" => new([n => string.Create(CultureInfo.InvariantCulture, $"\\x{n:x8}")], ["\\x", "\\x00ff"]),
        "inet" or "cidr" => new([n => string.Create(CultureInfo.InvariantCulture, $"10.0.{n / 250 % 250}.{n % 250}")], ["::1", "0.0.0.0"]),
        "macaddr" => new([n => string.Create(CultureInfo.InvariantCulture, $"02:00:00:00:{n / 256 % 256:x2}:{n % 256:x2}")], []),
        "vector" or "halfvec" => Vectors(type),
        "tsvector" => new([n => string.Create(CultureInfo.InvariantCulture, $"word{n}")], [""]),
        "xml" => new([n => string.Create(CultureInfo.InvariantCulture, $"<n>{n}</n>")], ["<a/>"]),
        "bit" or "varbit" => new([n => new string((n & 1) == 0 ? '0' : '1', Length(type) ?? 1)], []),
        "point" => new([n => string.Create(CultureInfo.InvariantCulture, $"({n},1)")], ["(0,0)"]),
        "int4range" or "int8range" or "numrange" => new([n => string.Create(CultureInfo.InvariantCulture, $"[{n * 10},{n * 10 + 5})")], ["empty", "(,)"]),
        "daterange" or "tsrange" or "tstzrange" => new([n => $"[{Time(n * 86400)[..10]},{Time((n * 86400) + 3600)[..10]}]"], ["empty", "(,)"]),
        "hstore" => new([n => string.Create(CultureInfo.InvariantCulture, $"n=>{n}")], [""]),
        _ => new([n => Text(n), _ => "", _ => "{}", _ => "(0,0)"], []),
    };

    private static ValuePool Numbers(string largest, string smallest, int first = 1) => new([n => Text(n + first)], ["0", "-1", largest, smallest]);

    // numeric(p, s) holds p - s digits before the point.
    private static ValuePool Decimals(string type)
    {
        if (Length(type) is not { } precision)
        {
            return new([n => Text(n + 1)], ["0", "-1", "NaN", "123456789012345678901234567890.123456789"]);
        }

        var scale = type.Split(',') is [_, var second] ? int.Parse(second.TrimEnd(')'), CultureInfo.InvariantCulture) : 0;
        var whole = new string('9', Math.Max(1, precision - scale));
        var largest = scale > 0 ? $"{(precision > scale ? whole : "0")}.{new string('9', scale)}" : whole;
        return new([n => precision > scale ? Text(n + 1) : "0"], ["0", $"-{largest}", largest]);
    }

    private static ValuePool Texts(string type)
    {
        var longest = Length(type) ?? LongText;
        string[] awkward = ["", new('x', longest), "ünïcödé 日本 🙂", "it's \"quoted\" \\", " blanks ", "a\nb"];
        return new([n => Cut(string.Create(CultureInfo.InvariantCulture, $"value {n}"), n)], [.. awkward.Select(a => Cut(a, null)).Distinct(StringComparer.Ordinal)]);

        // What is cut would not differ from row to row.
        string Cut(string text, int? number) => text.Length <= longest ? text : number is { } n ? Text(n)[^Math.Min(longest, Text(n).Length)..] : text.EnumerateRunes().Take(longest).Aggregate("", static (t, r) => t + r);
    }

    private static ValuePool Vectors(string type)
    {
        var dimensions = Length(type) ?? 3;
        return new([n => Vector(i => i == n % dimensions ? 1 : 0)], [Vector(static _ => 0), Vector(static i => i % 2 == 0 ? 0.5 : -0.5)]);

        string Vector(Func<int, double> component)
        {
            var text = new StringBuilder("[");
            for (var i = 0; i < dimensions; i++)
            {
                text.Append(i > 0 ? "," : "").Append(Text(component(i)));
            }

            return text.Append(']').ToString();
        }
    }

    private static string Array(string element) => $$"""{"{{element.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}}"}""";

    private static int? Length(string type)
    {
        var open = type.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
        {
            return null;
        }

        var digits = string.Concat(type.Skip(open + 1).TakeWhile(char.IsAsciiDigit));
        return int.Parse(digits, CultureInfo.InvariantCulture);
    }

    private static string Time(int seconds) => Day.AddSeconds(seconds).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
