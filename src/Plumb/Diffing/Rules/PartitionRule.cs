using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Tables as partitions. A partition is made as a table, with everything that it has, and attached then.</summary>
internal sealed class PartitionRule() : DdlRule("partition")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => new Ddl(
        $"ALTER TABLE {fact.Id.Name} ATTACH PARTITION {fact.Id.Parent!.SqlName} {fact.Payload["bound"]}").With(
        Hazard.Locks(fact.Id.Parent, LockMode.AccessExclusive), new(HazardKind.FullScan, fact.Id.Parent, "every row is checked against the bounds"),
        new(HazardKind.DependsOnData, fact.Id.Parent, "it fails when a row is outside of the bounds"), Hazard.Locks(fact.Dependencies[0], LockMode.ShareUpdateExclusive));

    // Done concurrently, it would leave a constraint behind.
    public override Ddl Drop(Fact fact, PlanContext context) =>
        new Ddl($"ALTER TABLE {fact.Id.Name} DETACH PARTITION {fact.Id.Parent!.SqlName}").With(
            Hazard.Locks(fact.Dependencies[0], LockMode.AccessExclusive), Hazard.Locks(fact.Id.Parent, LockMode.AccessExclusive));

    // A partition must have all that the table has.
    public override IEnumerable<FactId> Awaits(Fact fact, PlanSide before) => Lineage.Parts(fact.Dependencies[0], before);

    // Everything that the parent could otherwise make in its own way.
    public override IEnumerable<FactId> Needs(Fact fact, PlanSide side) =>
        Lineage.Parts(fact, side).Concat(side.Parts(fact.Id.Parent!, "index").Select(static i => i.Id));

    public override IEnumerable<FactId> Spreads(Fact fact, PlanSide side) => Lineage.Parts(fact.Dependencies[0], side);
}
