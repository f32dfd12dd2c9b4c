using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Collations. Their versions are no facts.</summary>
internal sealed class CollationRule() : DdlRule("collation")
{
    private static readonly string[] Texts = ["locale", "lc_collate", "lc_ctype", "rules"];

    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => new($"CREATE COLLATION {fact.Id.SqlName} ({string.Join(", ", Options(fact.Payload))})");

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP COLLATION {fact.Id.SqlName}");

    public override bool MovesAside(Fact fact) => true;

    public override IEnumerable<string> Names(Fact fact) => [$"collation {fact.Id.SqlName}"];

    private static IEnumerable<string> Options(Payload payload)
    {
        yield return $"PROVIDER = {payload["provider"]}";
        foreach (var property in Texts)
        {
            if (payload[property]?.Text is { } value)
            {
                yield return $"{property.ToUpperInvariant()} = {SqlLiteral.Of(value)}";
            }
        }

        if (payload["nondeterministic"] is not null)
        {
            yield return "DETERMINISTIC = false";
        }
    }
}
