using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Views. One that keeps its columns and perhaps gets more behind them is replaced in place; its dependants notice nothing.</summary>
internal sealed class ViewRule() : DdlRule("view")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => new($"CREATE VIEW {Definition(fact)}");

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP VIEW {fact.Id.SqlName}");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        if (before.Payload["definition"] == after.Payload["definition"])
        {
            return new([.. StorageOptions.Actions(before.Payload["options"], after.Payload["options"]).Select(a => (SqlStatement)$"ALTER VIEW {after.Id.SqlName} {a}")]);
        }

        return KeepsColumns(after.Id, context) ? new($"CREATE OR REPLACE VIEW {Definition(after)}") : null;
    }

    public override IEnumerable<string> Names(Fact fact) => [RelationNames.Of(fact.Id), RelationNames.OfType(fact.Id)];

    /// <summary>Whether the columns that are there stay, each in its place.</summary>
    public static bool KeepsColumns(FactId view, PlanContext context)
    {
        var (before, after) = (Columns(view, context.Before), Columns(view, context.After));
        return before.Length <= after.Length && before.Zip(after).All(static p =>
            p.First.Id.Name == p.Second.Id.Name && p.First.Payload["type"] == p.Second.Payload["type"] && p.First.Payload["collation"] == p.Second.Payload["collation"]);
    }

    private static Fact[] Columns(FactId view, PlanSide side) => [.. side.Parts(view, "view column").OrderBy(static c => c.Payload["position"]!.Value.Number)];

    private static string Definition(Fact fact)
    {
        string[] options = [.. StorageOptions.Items(fact.Payload["options"])];
        return $"{fact.Id.SqlName}{(options.Length == 0 ? "" : $" WITH ({string.Join(", ", options)})")} AS\n{Query(fact)}";
    }

    /// <summary>The query of a view, without the semicolon.</summary>
    public static string Query(Fact fact) => fact.Payload["definition"]!.Value.Text!.TrimEnd(';');
}
