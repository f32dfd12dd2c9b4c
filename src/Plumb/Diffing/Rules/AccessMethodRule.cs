using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Access methods of tables and indexes.</summary>
internal sealed class AccessMethodRule() : DdlRule("access method")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) =>
        new($"CREATE {Designation(fact.Id)} TYPE {(fact.Payload["type"]?.Text == "t" ? "TABLE" : "INDEX")} HANDLER {RoutineName.Of(fact.Payload["handler"]!.Value.Text!)}");

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP {Designation(fact.Id)}");
}
