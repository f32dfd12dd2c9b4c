using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Columns of views and materialized views. They follow from the query; what a user sets on them does not.</summary>
internal sealed class ViewColumnRule() : DdlRule("view column")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => new([.. Settings(default, fact.Payload, fact.Id)]);

    public override Ddl Drop(Fact fact, PlanContext context) => Ddl.None;

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) =>
        IsAnother(before, after) && !IsReplacedInPlace(after.Id.Parent!, context) ? null : new([.. Settings(before.Payload, after.Payload, after.Id)]);

    public override bool IsInseparable(Fact fact, PlanContext context) => !IsReplacedInPlace(fact.Id.Parent!, context);

    public override string Designation(FactId id) => $"COLUMN {id.SqlName}";

    private static bool IsAnother(Fact before, Fact after) =>
        before.Payload["type"] != after.Payload["type"] || before.Payload["collation"] != after.Payload["collation"] || before.Payload["position"] != after.Payload["position"];

    private static bool IsReplacedInPlace(FactId view, PlanContext context) => view.Kind.Word == "view" && ViewRule.KeepsColumns(view, context);

    private static IEnumerable<SqlStatement> Settings(Payload before, Payload after, FactId id)
    {
        var column = $"ALTER MATERIALIZED VIEW {id.Parent!.SqlName} ALTER COLUMN {Findings.SqlName.Quoted(id.Name)}";
        if (before["storage"] != after["storage"])
        {
            yield return $"{column} SET STORAGE {(after["storage"]?.Text is { } storage ? ColumnStorage.Word(storage) : ColumnStorage.OfType(after["type"]!.Value.Text!))}";
        }

        if (before["compression"] != after["compression"])
        {
            yield return $"{column} SET COMPRESSION {after["compression"]?.Text ?? "DEFAULT"}";
        }

        if (before["statistics_target"] != after["statistics_target"])
        {
            yield return $"{column} SET STATISTICS {after["statistics_target"]?.ToString() ?? "-1"}";
        }

        foreach (var action in StorageOptions.Actions(before["options"], after["options"]))
        {
            yield return $"{column} {action}";
        }
    }
}
