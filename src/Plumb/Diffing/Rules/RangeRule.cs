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

    public override IEnumerable<string> Names(Fact fact) =>
        fact.Payload["multirange_type"]?.Text is { } multirange ? [RelationNames.OfType(fact.Id), $"type {multirange}"] : [RelationNames.OfType(fact.Id)];

    public override string Designation(FactId id) => $"TYPE {id.SqlName}";

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
