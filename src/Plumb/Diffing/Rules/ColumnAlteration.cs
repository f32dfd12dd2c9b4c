using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>What changes about a column that stays.</summary>
internal sealed class ColumnAlteration(Fact before, Fact after, PlanContext context)
{
    private readonly FactId table = after.Id.Parent!;
    private readonly ColumnTypeChange? type = Differs(before, after, "type", context) || Differs(before, after, "collation", context) ? new(before, after, context) : null;

    public IEnumerable<SqlStatement> Statements()
    {
        if (type is not null)
        {
            yield return AlterTable.Column(after.Id, type.Action);
        }

        if (ChangesNotNull)
        {
            yield return AlterTable.Column(after.Id, after.Payload["not_null"] is null ? "DROP NOT NULL" : "SET NOT NULL");
        }

        foreach (var action in Actions())
        {
            yield return AlterTable.Column(after.Id, action);
        }
    }

    public IEnumerable<Hazard> Hazards()
    {
        foreach (var hazard in type?.Hazards(table) ?? [])
        {
            yield return hazard;
        }

        if (ChangesNotNull && after.Payload["not_null"] is not null)
        {
            yield return new(HazardKind.FullScan, table, $"every row is looked at: {Findings.SqlName.Quoted(after.Id.Name)} must not be NULL");
            yield return new(HazardKind.DependsOnData, table, $"it fails when {Findings.SqlName.Quoted(after.Id.Name)} is NULL somewhere");
        }

        var strong = type is not null || ChangesNotNull || Changes("storage") || Changes("compression") || Changes("foreign_options");
        yield return Hazard.Locks(table, strong ? LockMode.AccessExclusive : LockMode.ShareUpdateExclusive);
    }

    /// <summary>What PostgreSQL refuses to keep while the type changes, or what would keep NOT NULL in place.</summary>
    public bool StepsAside(Fact dependant) => dependant.Id.Kind.Word switch
    {
        "view" or "materialized view" or "rule" or "policy" or "trigger" or "function" or "procedure" or "publication table" => type is not null,
        "default" => type is not null && (DefaultRule.IsGenerated(dependant) ? !Equals(dependant.Id.Parent, after.Id) : type.NeedsUsing),
        "identity" => ChangesNotNull,
        "constraint" => ChangesNotNull && dependant.Payload["type"]?.Text == "primary key" || type is not null && dependant.Payload["type"]?.Text == "foreign key",
        _ => false,
    };

    private bool ChangesNotNull => Differs(before, after, "not_null", context)
        && !NotNull.IsNamed(before, context.Before) && !NotNull.IsNamed(after, context.After);

    private IEnumerable<string> Actions()
    {
        var (old, now) = (before.Payload, after.Payload);
        if (type is not null && now["storage"] is not null || Changes("storage"))
        {
            yield return $"SET STORAGE {(now["storage"]?.Text is { } storage ? ColumnStorage.Word(storage) : ColumnStorage.OfType(now["type"]!.Value.Text!))}";
        }

        if (Changes("compression"))
        {
            yield return $"SET COMPRESSION {now["compression"]?.Text ?? "DEFAULT"}";
        }

        if (Changes("statistics_target"))
        {
            yield return $"SET STATISTICS {now["statistics_target"]?.ToString() ?? "-1"}";
        }

        foreach (var action in StorageOptions.Actions(old["options"], now["options"]))
        {
            yield return action;
        }

        if (ForeignOptions.Change(old["foreign_options"], now["foreign_options"]) is { } options)
        {
            yield return options;
        }
    }

    private bool Changes(string property) => before.Payload[property] != after.Payload[property];

    private static bool Differs(Fact before, Fact after, string property, PlanContext context) =>
        before.Payload[property] != after.Payload[property] && !Lineage.Changes(before, after, property, context);
}
