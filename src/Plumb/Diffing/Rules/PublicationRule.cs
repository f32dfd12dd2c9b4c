using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Publications; what they publish are facts of their own.</summary>
internal sealed class PublicationRule() : DdlRule("publication")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) =>
        new($"CREATE PUBLICATION {fact.Id.SqlName}{(fact.Payload["all_tables"] is null ? "" : " FOR ALL TABLES")} WITH ({string.Join(", ", Options(default, fact.Payload))})");

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP PUBLICATION {fact.Id.SqlName}");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) => before.Payload["all_tables"] == after.Payload["all_tables"]
        ? new($"ALTER PUBLICATION {after.Id.SqlName} SET ({string.Join(", ", Options(before.Payload, after.Payload))})")
        : null;

    private static IEnumerable<string> Options(Payload before, Payload after)
    {
        if (before["publish"] != after["publish"])
        {
            yield return $"publish = {SqlLiteral.Of(string.Join(", ", after["publish"]?.List ?? []))}";
        }

        if (before["via_partition_root"] != after["via_partition_root"])
        {
            yield return $"publish_via_partition_root = {(after["via_partition_root"] is null ? "false" : "true")}";
        }

        if (before["generated_columns"] != after["generated_columns"])
        {
            yield return $"publish_generated_columns = {after["generated_columns"]?.Text ?? "none"}";
        }
    }
}
