using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Indexes of partitions as parts of the index of the partitioned table.</summary>
internal sealed class IndexPartitionRule() : DdlRule("index partition")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => new($"ALTER INDEX {fact.Id.Name} ATTACH PARTITION {fact.Id.Parent!.SqlName}");

    // It ends with the table's being a partition, or with either index.
    public override Ddl Drop(Fact fact, PlanContext context) => Ddl.None;

    public override string? Unreachable(Fact? before, Fact? after, PlanContext context) =>
        after is null && context.After.Find(before!.Id.Parent) is not null && context.Changes.Dropped(before.Id.Parent!) is null
            && before.Dependencies.All(d => context.After.Find(d) is not null && context.Changes.Dropped(d) is null)
            && context.After.Part(before.Id.Parent!.Parent!, "partition") is not null
            ? "PostgreSQL takes no index out of that of the partitioned table; dropping one of them drops both"
            : null;

    // Either index takes both along, so that one that comes to belong to another is built anew, and so is what it leaves.
    public override IEnumerable<FactId> TakesAlong(Fact fact, PlanContext context)
    {
        var (index, above) = (fact.Id.Parent!, fact.Dependencies[0]);
        var link = context.Before.Part(index.Parent!, "partition");
        if (link is null || context.After.Find(link.Id)?.Payload != link.Payload || IndexRule.IsOfConstraint(context.Before.Find(above)))
        {
            return [];
        }

        return context.Changes.Dropped(above) is not null ? [index]
            : context.After.Find(index) is null || context.After.Part(index, "index partition") is not null ? [index, above]
            : [];
    }

    // Attaching the table attaches an index that fits; which, is said here.
    public override IEnumerable<FactId> Needs(Fact fact, PlanSide side) => side.Parts(fact.Id.Parent!.Parent!, "partition").Select(static p => p.Id);
}
