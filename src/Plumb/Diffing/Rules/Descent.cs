using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>What a statement does to a table, it does to its partitions and to the tables that inherit from it, too, unless it says ONLY.</summary>
internal static class Descent
{
    private static readonly string[] Recursing = [" COLUMN ", " CONSTRAINT ", " TRIGGER "];

    /// <summary>The hazards of the statements, on all tables that they reach.</summary>
    public static IEnumerable<Hazard> Spread(Ddl ddl, PlanContext context) =>
        (ddl.Statements.Any(Recurses) ? ddl.Hazards.SelectMany(h => Spread(h, context)) : ddl.Hazards).Where(h => !IsEmptyFrame(h, context.Before));

    private static IEnumerable<Hazard> Spread(Hazard hazard, PlanContext context) => hazard.On.Kind.Word == "table"
        ? Below(hazard.On, context).Select(table => hazard with { On = table }).Prepend(hazard)
        : [hazard];

    // What is detached is gone from there by then; what is dropped goes at the end.
    private static IEnumerable<FactId> Below(FactId table, PlanContext context) =>
        context.Before.Dependants(table)
            .Where(f => f.Id.Kind.Word is "inheritance" or "partition" && (context.Changes.Dropped(f.Id) is null || context.After.Find(f.Id.Parent) is null))
            .SelectMany(link => Below(link.Id.Parent!, context).Prepend(link.Id.Parent!));

    // A partitioned table has its rows in its partitions.
    private static bool IsEmptyFrame(Hazard hazard, PlanSide before) => hazard.Kind == HazardKind.Rewrite && before.Find(hazard.On)?.Payload["partition_by"] is not null;

    private static bool Recurses(SqlStatement statement)
    {
        var text = statement.Text;
        return text.StartsWith("DROP ", StringComparison.Ordinal) || text.Contains(" DROP CONSTRAINT ", StringComparison.Ordinal) || (text.StartsWith("ALTER TABLE ", StringComparison.Ordinal) && !text.StartsWith("ALTER TABLE ONLY ", StringComparison.Ordinal) || text.StartsWith("CREATE ", StringComparison.Ordinal) && text.Contains(" TRIGGER ", StringComparison.Ordinal))
            && Recursing.Any(r => text.Contains(r, StringComparison.Ordinal));
    }
}
