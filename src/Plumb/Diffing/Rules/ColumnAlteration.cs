using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>What changes about a column that stays.</summary>
internal sealed class ColumnAlteration(Fact before, Fact after, PlanContext context)
{
    private readonly FactId table = after.Id.Parent!;
    private readonly ColumnTypeChange? type = Differs(before, after, "type", context) || Differs(before, after, "collation", context) || IsConverted(before, after, context)
        ? new(before, after, context)
        : null;

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

    /// <summary>NOT NULL by way of a constraint that is validated while others work; null where that is not asked for, or not all that changes.</summary>
    public Ddl? Online()
    {
        if (!context.Options.Online || !ChangesNotNull || after.Payload["not_null"] is null || Statements().Skip(1).Any())
        {
            return null;
        }

        var check = $"{after.Id.Name[..Math.Min(after.Id.Name.Length, 20)]} is not null~";
        var name = Findings.SqlName.Quoted(check);
        var scan = Hazards().Where(static h => h.Kind is HazardKind.FullScan or HazardKind.DependsOnData).Append(Hazard.Locks(table, LockMode.ShareUpdateExclusive));
        var end = new Ddl(AlterTable.Column(after.Id, "SET NOT NULL"), $"ALTER TABLE {table.SqlName} DROP CONSTRAINT {name}").With(Hazard.Locks(table, LockMode.AccessExclusive));
        return new Ddl(AlterTable.Of(table, $"ADD CONSTRAINT {name} CHECK ({Findings.SqlName.Quoted(after.Id.Name)} IS NOT NULL) NOT VALID"))
        {
            Then = OnlineConstraint.Validation(table, check) with { Hazards = [.. scan], Then = end },
            StepsAside = StepsAside,
        }.With(Hazard.Locks(table, LockMode.AccessExclusive));
    }

    /// <summary>What PostgreSQL refuses to keep while the type changes, or what would keep NOT NULL in place.</summary>
    public bool StepsAside(Fact dependant) => dependant.Id.Kind.Word switch
    {
        "view" or "materialized view" or "rule" or "policy" or "trigger" or "function" or "procedure" or "publication table" => type is not null,
        "default" => type is not null && (DefaultRule.IsGenerated(dependant) ? !Equals(dependant.Id.Parent, after.Id) : type.NeedsUsing),
        "identity" => ChangesNotNull,
        "constraint" => ChangesNotNull && dependant.Payload["type"]?.Text == "primary key" || type is not null && (dependant.Payload["type"]?.Text == "foreign key" || IsMadeFor(dependant)),
        "index" or "statistics" => type is not null && IsMadeFor(dependant),
        _ => false,
    };

    /// <summary>Whether the type changes of what decides in which partition a row is.</summary>
    public bool IsOfPartitionKey => type is not null && context.Before.Find(table)?.Payload["partition_by"]?.Text is { } key
        && key.Split([' ', '(', ')', ',']).Contains(Findings.SqlName.Quoted(after.Id.Name), StringComparer.Ordinal);

    private bool ChangesNotNull => Differs(before, after, "not_null", context)
        && !NotNull.IsNamed(before, context.Before) && !NotNull.IsNamed(after, context.After);

    // What is there is put together again from its text, which may make no sense for the other type.
    private bool IsMadeFor(Fact dependant) => context.After.Find(dependant.Id) is { } kept && kept.Payload != dependant.Payload;

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

    // Its type is replaced by another of the same name.
    private static bool IsConverted(Fact before, Fact after, PlanContext context) =>
        before.Dependencies.Any(context.Changes.IsReplaced) && !Lineage.Above(after.Id, context.Before).Intersect(Lineage.Above(after.Id, context.After)).Any();

    private static bool Differs(Fact before, Fact after, string property, PlanContext context) =>
        before.Payload[property] != after.Payload[property] && !Lineage.Changes(before, after, property, context)
        && !(property is "type" or "collation" && ColumnRule.FollowsType(after.Id, context));
}
