using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Materialized views. Another query takes a new one, with its indexes.</summary>
internal sealed class MaterializedViewRule() : DdlRule("materialized view")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context)
    {
        string[] options = [.. StorageOptions.Items(fact.Payload["options"])];
        return new(string.Concat(
            $"CREATE MATERIALIZED VIEW {fact.Id.SqlName}",
            fact.Payload["access_method"]?.Text is { } method ? $" USING {Findings.SqlName.Quoted(method)}" : "",
            options.Length == 0 ? "" : $" WITH ({string.Join(", ", options)})",
            fact.Payload["tablespace"]?.Text is { } space ? $" TABLESPACE {Findings.SqlName.Quoted(space)}" : "",
            $" AS\n{ViewRule.Query(fact)}"));
    }

    public override Ddl Drop(Fact fact, PlanContext context) =>
        new Ddl($"DROP MATERIALIZED VIEW {fact.Id.SqlName}").With(Hazard.Locks(fact.Id, LockMode.AccessExclusive));

    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        var (old, now) = (before.Payload, after.Payload);
        if (old["definition"] != now["definition"] || old["access_method"] != now["access_method"] && context.Version < 15)
        {
            return null;
        }

        var statements = new List<SqlStatement>();
        var hazards = new List<Hazard>();
        if (old["access_method"] != now["access_method"])
        {
            statements.Add(Of(after, $"SET ACCESS METHOD {Findings.SqlName.Quoted(now["access_method"]?.Text ?? "heap")}"));
        }

        if (old["tablespace"] != now["tablespace"])
        {
            statements.Add(Of(after, $"SET TABLESPACE {Findings.SqlName.Quoted(now["tablespace"]?.Text ?? "pg_default")}"));
        }

        if (statements.Count > 0)
        {
            hazards.Add(new(HazardKind.Rewrite, after.Id, "what it holds is written anew"));
            hazards.Add(Hazard.Locks(after.Id, LockMode.AccessExclusive));
        }

        return new([.. statements, .. StorageOptions.Actions(old["options"], now["options"]).Select(a => Of(after, a))]) { Hazards = hazards };
    }

    public override IEnumerable<string> Names(Fact fact) => [RelationNames.Of(fact.Id), RelationNames.OfType(fact.Id)];

    private static SqlStatement Of(Fact view, string action) => $"ALTER MATERIALIZED VIEW {view.Id.SqlName} {action}";
}
