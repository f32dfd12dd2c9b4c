using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Columns and constraints that a table has from those that it inherits from or is a partition of: they come, change and go with theirs.</summary>
internal static class Lineage
{
    /// <summary>The same column or constraint in the tables right above.</summary>
    public static IEnumerable<FactId> Above(FactId part, PlanSide side) =>
        from link in Links(part.Parent!, side)
        from table in link.Dependencies
        let above = new FactId(part.Kind, table, part.Name, part.Arguments)
        where side.Find(above) is not null
        select above;

    /// <summary>Whether it comes along as it is created in a table above that this one belonged to before.</summary>
    public static bool Comes(FactId part, PlanContext context) => IsDoneAbove(part, context.After, context, context.Changes.Created);

    /// <summary>Whether it goes along as it is dropped in a table above.</summary>
    public static bool Goes(FactId part, PlanContext context) => IsDoneAbove(part, context.Before, context, context.Changes.Dropped);

    /// <summary>Whether the same property changes in a table above, and with it here.</summary>
    public static bool Changes(Fact before, Fact after, string property, PlanContext context) =>
        Links(after.Id.Parent!, context.After).Where(l => context.Before.Find(l.Id)?.Payload == l.Payload).SelectMany(static l => l.Dependencies).Any(table =>
        {
            var above = new FactId(after.Id.Kind, table, after.Id.Name, after.Id.Arguments);
            return context.Before.Find(above)?.Payload[property] == before.Payload[property] && context.After.Find(above)?.Payload[property] == after.Payload[property];
        });

    /// <summary>What the tables below must have, too.</summary>
    public static IEnumerable<FactId> Parts(FactId table, PlanSide side) => side.Parts(table).Where(static p => p.Id.Kind.Word is "column" or "constraint").Select(static p => p.Id);

    /// <summary>What must agree in the table that a link is of and in the one above.</summary>
    public static IEnumerable<FactId> Parts(Fact link, PlanSide side) => Parts(link.Id.Parent!, side).Concat(Parts(link.Dependencies[0], side));

    /// <summary>The same column or constraint in the tables right above that this one belongs to before and after.</summary>
    public static IEnumerable<FactId> AlwaysAbove(FactId part, PlanSide side, PlanContext context) =>
        Links(part.Parent!, side)
            .Where(l => context.Changes.Created(l.Id) is null && context.Changes.Dropped(l.Id) is null)
            .SelectMany(static l => l.Dependencies)
            .Select(table => new FactId(part.Kind, table, part.Name, part.Arguments));

    private static bool IsDoneAbove(FactId part, PlanSide side, PlanContext context, Func<FactId, Change?> done) =>
        AlwaysAbove(part, side, context).Any(above => done(above) is not null);

    private static IEnumerable<Fact> Links(FactId table, PlanSide side) => side.Parts(table).Where(static f => f.Id.Kind.Word is "inheritance" or "partition");
}
