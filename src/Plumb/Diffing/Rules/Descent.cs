using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>What a statement does to a table, it does to its partitions and to the tables that inherit from it, too, unless it says ONLY.</summary>
internal static class Descent
{
    private static readonly string[] Recursing = [" COLUMN ", " CONSTRAINT ", " TRIGGER "];

    /// <summary>The hazards of the statements, on all tables that they reach.</summary>
    public static IEnumerable<Hazard> Spread(Ddl ddl, PlanContext context) =>
        ddl.Statements.Any(Recurses) ? ddl.Hazards.SelectMany(h => Spread(h, context)) : ddl.Hazards;

    private static IEnumerable<Hazard> Spread(Hazard hazard, PlanContext context) => hazard.On.Kind.Word == "table"
        ? Below(hazard.On, context.Before).Select(table => hazard with { On = table }).Prepend(hazard)
        : [hazard];

    private static IEnumerable<FactId> Below(FactId table, PlanSide side) =>
        side.Dependants(table).Where(static f => f.Id.Kind.Word is "inheritance" or "partition").SelectMany(link => Below(link.Id.Parent!, side).Prepend(link.Id.Parent!));

    private static bool Recurses(SqlStatement statement)
    {
        var text = statement.Text;
        return text.StartsWith("DROP ", StringComparison.Ordinal) || text.Contains(" DROP CONSTRAINT ", StringComparison.Ordinal) || (text.StartsWith("ALTER TABLE ", StringComparison.Ordinal) && !text.StartsWith("ALTER TABLE ONLY ", StringComparison.Ordinal) || text.StartsWith("CREATE ", StringComparison.Ordinal) && text.Contains(" TRIGGER ", StringComparison.Ordinal))
            && Recursing.Any(r => text.Contains(r, StringComparison.Ordinal));
    }
}
