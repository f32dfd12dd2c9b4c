using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Foreign tables. Their rows are elsewhere.</summary>
internal sealed class ForeignTableRule() : DdlRule("foreign table")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context)
    {
        var columns = TableColumn.In(fact.Id, parts, context.After).ToList();
        string[] lines = [.. columns.Select(static c => c.Definition(false)).OfType<string>(), .. parts.Where(static p => p.Id.Kind.Word == "constraint").Select(ConstraintRule.Definition)];
        var parents = parts.Where(static p => p.Id.Kind.Word == "inheritance").OrderBy(static p => p.Payload["position"]?.Number).Select(static p => p.Id.Name).ToList();
        var statement = string.Concat(
            $"CREATE FOREIGN TABLE {fact.Id.SqlName}",
            lines.Length > 0 ? $" (\n  {string.Join(",\n  ", lines)}\n)" : " ()",
            parents.Count == 0 ? "" : $" INHERITS ({string.Join(", ", parents)})",
            $" SERVER {Findings.SqlName.Quoted(fact.Payload["server"]!.Value.Text!)}{ForeignOptions.Clause(fact.Payload["options"])}");
        return new([statement, .. columns.SelectMany(static c => c.Settings())]);
    }

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP FOREIGN TABLE {fact.Id.SqlName}");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) =>
        before.Payload["server"] == after.Payload["server"] && ForeignOptions.Change(before.Payload["options"], after.Payload["options"]) is { } change
            ? new($"ALTER FOREIGN TABLE {after.Id.SqlName} {change}")
            : null;

    public override IEnumerable<string> Names(Fact fact) => [RelationNames.Of(fact.Id), RelationNames.OfType(fact.Id)];
}
