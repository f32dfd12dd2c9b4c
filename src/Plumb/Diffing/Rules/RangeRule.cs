using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Range types, each with its multirange type.</summary>
internal sealed class RangeRule() : DdlRule("range")
{
    private static readonly string[] Things = ["subtype_opclass", "collation", "multirange_type"];
    private static readonly string[] Functions = ["canonical", "subtype_diff"];

    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => new($"CREATE TYPE {fact.Id.SqlName} AS RANGE ({string.Join(", ", Options(fact.Payload))})");

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP TYPE {fact.Id.SqlName}{(fact.Payload["canonical"] is null ? "" : " CASCADE")}");

    // Those with a canonical function need each other.
    public override bool MovesAside(Fact fact) => fact.Payload["canonical"] is null && Multirange(fact) is not null;

    // The multirange type, and the functions that put values together. They go with the type.
    public override IEnumerable<SqlStatement> MovesAlong(Fact fact, string aside)
    {
        var schema = fact.Id.Parent!.SqlName;
        var (subtype, multirange) = (fact.Payload["subtype"]!.Value.Text!, Multirange(fact)!);
        var (name, asideToo) = (Findings.SqlName.Quoted(multirange), Findings.SqlName.Quoted(Displacement.Aside(multirange)));
        yield return $"ALTER TYPE {schema}.{name} RENAME TO {asideToo}";
        foreach (var arguments in new[] { $"{subtype}, {subtype}", $"{subtype}, {subtype}, text" })
        {
            yield return $"ALTER FUNCTION {fact.Id.SqlName}({arguments}) RENAME TO {aside}";
        }

        foreach (var arguments in new[] { "", $"{schema}.{aside}", $"VARIADIC {schema}.{aside}[]" })
        {
            yield return $"ALTER FUNCTION {schema}.{name}({arguments}) RENAME TO {asideToo}";
        }
    }

    public override IEnumerable<string> Names(Fact fact) =>
        fact.Payload["multirange_type"]?.Text is { } multirange ? [RelationNames.OfType(fact.Id), $"type {multirange}"] : [RelationNames.OfType(fact.Id)];

    public override string Designation(FactId id) => $"TYPE {id.SqlName}";

    // Its bare name; null when it stands in another schema.
    private static string? Multirange(Fact fact)
    {
        var prefix = $"{fact.Id.Parent!.SqlName}.";
        return fact.Payload["multirange_type"]?.Text is not { } type || !type.StartsWith(prefix, StringComparison.Ordinal) ? null
            : type[prefix.Length..] is ['"', .. var quoted, '"'] ? quoted.Replace("\"\"", "\"", StringComparison.Ordinal) : type[prefix.Length..];
    }

    private static IEnumerable<string> Options(Payload payload)
    {
        yield return $"SUBTYPE = {payload["subtype"]}";
        foreach (var property in Things)
        {
            if (payload[property]?.Text is { } name)
            {
                yield return $"{(property == "multirange_type" ? "MULTIRANGE_TYPE_NAME" : property.ToUpperInvariant())} = {name}";
            }
        }

        foreach (var property in Functions)
        {
            if (payload[property]?.Text is { } function)
            {
                yield return $"{property.ToUpperInvariant()} = {RoutineName.Of(function)}";
            }
        }
    }
}
