using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>The tables and schemas that a publication publishes.</summary>
internal sealed class PublicationMemberRule(string kind) : DdlRule(kind)
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => Alter(fact, "ADD", string.Concat(
        fact.Payload["columns"] is { } columns ? $" ({string.Join(", ", columns.List.Select(Findings.SqlName.Quoted))})" : "",
        fact.Payload["where"]?.Text is { } filter ? $" WHERE ({filter})" : ""));

    public override Ddl Drop(Fact fact, PlanContext context) => Alter(fact, "DROP", "");

    public override IEnumerable<FactId> GoesWith(Fact fact, PlanSide side) => fact.Dependencies.Where(static d => d.Kind.IsObject).Prepend(fact.Id.Parent!);

    private Ddl Alter(Fact fact, string verb, string tail)
    {
        var isTable = Kind.Word == "publication table";
        var ddl = new Ddl($"ALTER PUBLICATION {fact.Id.Parent!.SqlName} {verb} {(isTable ? "TABLE ONLY" : "TABLES IN SCHEMA")} {fact.Id.Name}{tail}");
        return isTable ? ddl.With([.. fact.Dependencies.Where(static d => d.Kind.Word == "table").Select(static d => Hazard.Locks(d, LockMode.ShareUpdateExclusive))]) : ddl;
    }
}
