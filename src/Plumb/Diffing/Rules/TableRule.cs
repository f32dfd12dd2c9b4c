using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Tables: plain, partitioned, inheriting, typed.</summary>
internal sealed class TableRule() : DdlRule("table")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context)
    {
        var payload = fact.Payload;
        var ofType = payload["of_type"]?.Text;
        var columns = TableColumn.In(fact.Id, parts, context.After).ToList();
        string[] lines = [.. columns.Select(c => c.Definition(ofType is not null)).OfType<string>(), .. parts.Where(static p => p.Id.Kind.Word == "constraint" && p.Payload["inherited"] is null).Select(static p => ConstraintRule.Definition(p))];
        var body = lines.Length > 0 ? $" (\n  {string.Join(",\n  ", lines)}\n)" : ofType is null ? " ()" : "";
        string[] options = [.. StorageOptions.Items(payload["options"]), .. StorageOptions.Items(payload["toast_options"], "toast.")];
        var parents = parts.Where(static p => p.Id.Kind.Word == "inheritance").OrderBy(static p => p.Payload["position"]?.Number).Select(static p => p.Id.Name).ToList();
        var statement = string.Concat(
            $"CREATE {(payload["unlogged"] is null ? "" : "UNLOGGED ")}TABLE {fact.Id.SqlName}",
            ofType is null ? "" : $" OF {ofType}",
            body,
            parents.Count == 0 ? "" : $" INHERITS ({string.Join(", ", parents)})",
            Clause(" PARTITION BY ", payload["partition_by"]?.Text),
            payload["access_method"]?.Text is { } method ? $" USING {Findings.SqlName.Quoted(method)}" : "",
            options.Length == 0 ? "" : $" WITH ({string.Join(", ", options)})",
            payload["tablespace"]?.Text is { } space ? $" TABLESPACE {Findings.SqlName.Quoted(space)}" : "");
        return new([statement, .. columns.SelectMany(static c => c.Settings())]);
    }

    public override Ddl Drop(Fact fact, PlanContext context) => new Ddl($"DROP TABLE {fact.Id.SqlName}").With(
        new(HazardKind.DataLoss, fact.Id, "all its rows are lost"), Hazard.Locks(fact.Id, LockMode.AccessExclusive), new(HazardKind.Irreversible, fact.Id, "only a backup has the rows"));

    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        var (old, now) = (before.Payload, after.Payload);
        if (old["partition_by"] != now["partition_by"])
        {
            return null;
        }

        var actions = new List<string>();
        var hazards = new List<Hazard>();
        if (old["of_type"] != now["of_type"])
        {
            actions.Add(now["of_type"]?.Text is { } type ? $"OF {type}" : "NOT OF");
        }

        if (old["unlogged"] != now["unlogged"])
        {
            actions.Add(now["unlogged"] is null ? "SET LOGGED" : "SET UNLOGGED");
            hazards.Add(new(HazardKind.Rewrite, after.Id, "the table and its indexes are written anew"));
        }

        if (old["access_method"] != now["access_method"] && context.Version >= 15)
        {
            actions.Add($"SET ACCESS METHOD {Findings.SqlName.Quoted(now["access_method"]?.Text ?? "heap")}");
            hazards.Add(new(HazardKind.Rewrite, after.Id, "every row is written anew for the other access method"));
        }
        else if (old["access_method"] != now["access_method"])
        {
            return null;
        }

        if (old["tablespace"] != now["tablespace"])
        {
            actions.Add($"SET TABLESPACE {Findings.SqlName.Quoted(now["tablespace"]?.Text ?? "pg_default")}");
            hazards.Add(new(HazardKind.Rewrite, after.Id, "the table is copied to the other tablespace"));
        }

        actions.AddRange(StorageOptions.Actions(old["options"], now["options"]));
        actions.AddRange(StorageOptions.Actions(old["toast_options"], now["toast_options"], "toast."));
        hazards.Add(Hazard.Locks(after.Id, hazards.Count > 0 || old["of_type"] != now["of_type"] ? LockMode.AccessExclusive : LockMode.ShareUpdateExclusive));
        return new([.. actions.Select(a => AlterTable.Of(after.Id, a))]) { Hazards = hazards };
    }

    public override IEnumerable<string> Names(Fact fact) => [RelationNames.Of(fact.Id), RelationNames.OfType(fact.Id)];

    public override string? Loss(Fact fact, PlanContext context) => "all its rows";

    private static string Clause(string words, string? text) => text is null ? "" : words + text;
}
