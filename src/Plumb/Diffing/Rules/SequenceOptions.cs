using System.Globalization;
using Plumb.Catalog;

namespace Plumb.Diffing.Rules;

/// <summary>The options of sequences, of their own and of identity columns.</summary>
internal static class SequenceOptions
{
    /// <summary>Those that differ from what PostgreSQL takes by itself.</summary>
    public static IEnumerable<string> Of(Payload payload, bool withType)
    {
        var type = payload["type"]?.Text ?? "bigint";
        var step = payload["increment"]?.Number ?? 1;
        var (least, most) = step > 0 ? (1L, Most(type)) : (Least(type), -1L);
        if (withType && type != "bigint")
        {
            yield return $"AS {type}";
        }

        foreach (var option in new[]
        {
            Unless(payload, "increment", "INCREMENT BY", 1),
            Unless(payload, "minimum", "MINVALUE", least),
            Unless(payload, "maximum", "MAXVALUE", most),
            Unless(payload, "start", "START WITH", (step > 0 ? payload["minimum"] : payload["maximum"])?.Number ?? 1),
            Unless(payload, "cache", "CACHE", 1),
            payload["cycle"] is null ? null : "CYCLE",
        })
        {
            if (option is not null)
            {
                yield return option;
            }
        }
    }

    /// <summary>Those that differ between two sequences.</summary>
    public static IEnumerable<string> Changes(Payload before, Payload after)
    {
        foreach (var (property, clause) in new[] { ("increment", "INCREMENT BY"), ("minimum", "MINVALUE"), ("maximum", "MAXVALUE"), ("start", "START WITH"), ("cache", "CACHE") })
        {
            if (after[property] is { Number: { } value } && before[property] != after[property])
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{clause} {value}");
            }
        }

        if (before["cycle"] != after["cycle"])
        {
            yield return after["cycle"] is null ? "NO CYCLE" : "CYCLE";
        }
    }

    private static string? Unless(Payload payload, string property, string clause, long usual) =>
        payload[property]?.Number is { } value && value != usual ? string.Create(CultureInfo.InvariantCulture, $"{clause} {value}") : null;

    private static long Most(string type) => type switch { "smallint" => short.MaxValue, "integer" => int.MaxValue, _ => long.MaxValue };

    private static long Least(string type) => type switch { "smallint" => short.MinValue, "integer" => int.MinValue, _ => long.MinValue };
}
