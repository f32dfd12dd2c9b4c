using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Extended statistics.</summary>
internal sealed class StatisticsRule() : DdlRule("statistics")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context)
    {
        SqlStatement create = fact.Payload["definition"]!.Value.Text!;
        return (fact.Payload["statistics_target"] is null ? new Ddl(create) : new Ddl(create, Target(fact))).With([.. Locks(fact)]);
    }

    public override Ddl Drop(Fact fact, PlanContext context) => new Ddl($"DROP STATISTICS {fact.Id.SqlName}").With([.. Locks(fact)]);

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) => before.Payload["definition"] == after.Payload["definition"] ? new(Target(after)) : null;

    public override IEnumerable<FactId> GoesWith(Fact fact, PlanSide side) => fact.Dependencies;

    private static IEnumerable<Hazard> Locks(Fact fact) => fact.Dependencies.Where(static d => d.Kind.Word == "table").Select(static d => Hazard.Locks(d, LockMode.ShareUpdateExclusive));

    private static SqlStatement Target(Fact fact) => $"ALTER STATISTICS {fact.Id.SqlName} SET STATISTICS {fact.Payload["statistics_target"]?.ToString() ?? "-1"}";
}
