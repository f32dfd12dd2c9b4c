using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>The column with which a sequence is dropped. Sequence and table must have one owner.</summary>
internal sealed class OwnedByRule() : DdlRule("owned by")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => Own(fact, fact.Payload["column"]!.Value.Text!);

    public override Ddl Drop(Fact fact, PlanContext context) => context.Changes.Created(fact.Id) is null ? Own(fact, "NONE") : Ddl.None;

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) => Create(after, [], context);

    public override IEnumerable<FactId> Needs(Fact fact, PlanSide side) =>
        fact.Dependencies.Append(fact.Id.Parent!).Select(d => side.Part(d.Whole, "owner")?.Id).OfType<FactId>();

    private static Ddl Own(Fact fact, string column) => new($"ALTER SEQUENCE {fact.Id.Parent!.SqlName} OWNED BY {column}");
}
