using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Indexes of partitions that are parts of an index of the partitioned table: they go with it.</summary>
internal static class IndexLineage
{
    /// <summary>What makes indexes parts of this one, at all levels.</summary>
    public static IEnumerable<FactId> Links(FactId index, PlanSide side) =>
        side.Dependants(index).Where(static f => f.Id.Kind.Word == "index partition").SelectMany(link => Links(link.Id.Parent!, side).Prepend(link.Id));

    /// <summary>Whether the index, or that of the constraint, goes as the one above is dropped.</summary>
    public static bool Goes(Fact part, PlanContext context) =>
        Above(new FactId(FactKinds.Index, part.Id.Parent, part.Id.Name), context.Before).Any(above => context.Changes.Dropped(above) is not null);

    /// <summary>The index that it is a part of.</summary>
    public static IEnumerable<FactId> Above(FactId index, PlanSide side) => side.Parts(index, "index partition").SelectMany(static l => l.Dependencies);
}
