using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Rules of the rewrite system, besides those that make views.</summary>
internal sealed class RewriteRule() : DdlRule("rule")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => WithState(fact, Text(fact), hadState: false);

    public override Ddl Drop(Fact fact, PlanContext context) => new Ddl($"DROP {Designation(fact.Id)}").With(Lock(fact));

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) => before.Payload["definition"] == after.Payload["definition"]
        ? new Ddl(State(after)).With(Lock(after))
        : WithState(after, Text(after).Replace("CREATE RULE", "CREATE OR REPLACE RULE", StringComparison.Ordinal), before.Payload["state"] is not null);

    public override string Designation(FactId id) => $"RULE {Findings.SqlName.Quoted(id.Name)} ON {id.Parent!.SqlName}";

    private static string Text(Fact fact) => fact.Payload["definition"]!.Value.Text!.TrimEnd(';');

    private static Ddl WithState(Fact fact, string statement, bool hadState) =>
        (fact.Payload["state"] is null && !hadState ? new Ddl(statement) : new Ddl(statement, State(fact))).With(Lock(fact));

    private static SqlStatement State(Fact fact) => AlterTable.Of(fact.Id.Parent!, $"{FiringState.Word(fact.Payload["state"])} RULE {Findings.SqlName.Quoted(fact.Id.Name)}");

    private static Hazard Lock(Fact fact) => Hazard.Locks(fact.Id.Parent!, LockMode.AccessExclusive);
}
