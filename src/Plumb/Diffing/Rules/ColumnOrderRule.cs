using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>The order of columns and attributes. It comes of creating them one behind the other; PostgreSQL changes no place.</summary>
internal sealed class ColumnOrderRule() : DdlRule("column order")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => Ddl.None;

    public override Ddl Drop(Fact fact, PlanContext context) => Ddl.None;

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) => Ddl.None;

    public override string? Unreachable(Fact? before, Fact? after, PlanContext context)
    {
        if (before is null || after is null || context.Changes.Created(after.Id) is not null)
        {
            return null;
        }

        var order = after.Payload[0].Value.List;
        var created = context.After.Parts(after.Id.Parent!).Where(p => p.Id.Kind.IsOrdered && context.Changes.Created(p.Id) is not null).Select(static p => p.Id.Name).ToHashSet(StringComparer.Ordinal);
        var kept = before.Payload[0].Value.List.Where(n => !created.Contains(n) && order.Contains(n, StringComparer.Ordinal));
        return kept.Concat(order.Where(created.Contains)).SequenceEqual(order, StringComparer.Ordinal) && !NeedsLaterOne(after, order, created, context)
            ? null
            : $"PostgreSQL puts new ones at the end and moves none; the order ({string.Join(", ", order)}) takes a new table and a copy of the rows";
    }

    // A generated column is added after those that it is computed from.
    private static bool NeedsLaterOne(Fact fact, IReadOnlyList<string> order, HashSet<string> created, PlanContext context)
    {
        var places = order.Index().ToDictionary(static p => p.Item, static p => p.Index, StringComparer.Ordinal);
        return created.Any(name => context.After.Parts(fact.Id.Parent!).Where(p => p.Id.Name == name).SelectMany(p => context.After.Parts(p.Id))
            .SelectMany(static p => p.Dependencies).Any(d => Equals(d.Parent, fact.Id.Parent) && created.Contains(d.Name) && places[d.Name] > places[name]));
    }
}
