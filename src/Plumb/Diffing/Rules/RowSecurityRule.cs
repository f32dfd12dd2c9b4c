using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Whether policies hold on a table, and for its owner, too.</summary>
internal sealed class RowSecurityRule() : DdlRule("row security")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => Set(fact.Id, default, fact.Payload);

    public override Ddl Drop(Fact fact, PlanContext context) => Set(fact.Id, fact.Payload, default);

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) => Set(after.Id, before.Payload, after.Payload);

    public override bool IsDropClass(Fact fact) => true;

    private static Ddl Set(FactId id, Payload before, Payload after)
    {
        var table = id.Parent!;
        var statements = new List<SqlStatement>();
        if (before["enabled"] != after["enabled"])
        {
            statements.Add(AlterTable.Of(table, after["enabled"] is null ? "DISABLE ROW LEVEL SECURITY" : "ENABLE ROW LEVEL SECURITY"));
        }

        if (before["forced"] != after["forced"])
        {
            statements.Add(AlterTable.Of(table, after["forced"] is null ? "NO FORCE ROW LEVEL SECURITY" : "FORCE ROW LEVEL SECURITY"));
        }

        return new Ddl(statements).With(Hazard.Locks(table, LockMode.AccessExclusive), new(HazardKind.Access, table, "who sees and changes which rows is decided otherwise"));
    }
}
