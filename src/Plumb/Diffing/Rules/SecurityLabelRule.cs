using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Security labels.</summary>
internal sealed class SecurityLabelRule() : DdlRule("security label")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => Label(fact, SqlLiteral.Of(fact.Payload["label"]!.Value.Text!));

    public override Ddl Drop(Fact fact, PlanContext context) => Label(fact, "NULL");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) => Create(after, [], context);

    private static Ddl Label(Fact fact, string label) =>
        new($"SECURITY LABEL FOR {Findings.SqlName.Quoted(fact.Id.Name)} ON {DdlRules.Of(fact.Id.Parent!.Kind)!.Designation(fact.Id.Parent)} IS {label}");
}
