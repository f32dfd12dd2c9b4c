using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Tables that a table inherits from, other than as a partition.</summary>
internal sealed class InheritanceRule() : DdlRule("inheritance")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => Act(fact, "INHERIT");

    public override Ddl Drop(Fact fact, PlanContext context) => Act(fact, "NO INHERIT");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) => null;

    public override bool IsWrittenWithParent(Fact fact, PlanContext context) => true;

    private static Ddl Act(Fact fact, string word) =>
        new Ddl(AlterTable.Of(fact.Id.Parent!, $"{word} {fact.Id.Name}")).With(Hazard.Locks(fact.Id.Parent!, LockMode.AccessExclusive));

    // The table must have all columns and constraints that it is to inherit.
    public override IEnumerable<FactId> Awaits(Fact fact, PlanSide before) => Lineage.Parts(fact.Dependencies[0], before);

    // The columns of both have the same types by then.
    public override IEnumerable<FactId> Needs(Fact fact, PlanSide side) => Lineage.Parts(fact, side);

    public override IEnumerable<FactId> Spreads(Fact fact, PlanSide side) => Lineage.Parts(fact.Dependencies[0], side);
}
