using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Composite types; their attributes are facts of their own.</summary>
internal sealed class CompositeTypeRule() : DdlRule("composite type")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context)
    {
        var order = context.After.Part(fact.Id, "column order")?.Payload[0].Value.List.ToList() ?? [];
        var attributes = parts.Where(static p => p.Id.Kind.Word == "attribute").OrderBy(p => order.IndexOf(p.Id.Name)).Select(AttributeRule.Definition);
        return new($"CREATE TYPE {fact.Id.SqlName} AS ({string.Join(", ", attributes)})");
    }

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP TYPE {fact.Id.SqlName}");

    public override bool MovesAside(Fact fact) => true;

    public override IEnumerable<string> Names(Fact fact) => [RelationNames.Of(fact.Id), RelationNames.OfType(fact.Id)];

    public override string Designation(FactId id) => $"TYPE {id.SqlName}";
}
