using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>From PostgreSQL 18 on NOT NULL is a constraint; those with a name of their own are facts.</summary>
internal static class NotNull
{
    /// <summary>Whether a constraint with a name of its own makes the column NOT NULL.</summary>
    public static bool IsNamed(Fact column, PlanSide side) =>
        side.Parts(column.Id.Parent!, "constraint").Any(k => Is(k) && ColumnOf(k) == Findings.SqlName.Quoted(column.Id.Name));

    /// <summary>Whether the constraint is of this kind.</summary>
    public static bool Is(Fact constraint) => constraint.Payload["type"]?.Text == "not null";

    /// <summary>The constraint comes with that of the table above, or gets its name where the column is NOT NULL already; null where it must be added.</summary>
    public static Ddl? Create(Fact constraint, PlanContext context)
    {
        if (ColumnIn(constraint, context.After) is { } kept && Lineage.AlwaysAbove(kept.Id, context.After, context).Any(above => constraint.Id.Name == UsualName(above) && Becomes(above, context)))
        {
            return Ddl.None;
        }

        var column = ColumnIn(constraint, context.Before);
        return column?.Payload["not_null"] is null || IsNamed(column, context.Before) || context.Changes.Created(column.Id) is not null ? null
            : IsPlain(constraint) ? Rename(constraint.Id.Parent!, UsualName(column.Id), constraint.Id.Name)
            : new Ddl(AlterTable.Column(column.Id, "DROP NOT NULL"), AlterTable.Of(constraint.Id.Parent!, $"ADD {ConstraintRule.Definition(constraint)}{(constraint.Payload["not_valid"] is null ? "" : " NOT VALID")}"))
                .With(Hazard.Locks(constraint.Id.Parent!, LockMode.AccessExclusive));
    }

    /// <summary>The constraint loses its name where the column stays NOT NULL, and goes with that of the table above in a partition; null where it must be dropped.</summary>
    public static Ddl? Drop(Fact constraint, PlanContext context)
    {
        var column = ColumnIn(constraint, context.After);
        if (column is null || context.Changes.Dropped(column.Id) is not null)
        {
            return null;
        }

        if (column.Payload["not_null"] is not null)
        {
            return IsNamed(column, context.After) ? null
                : IsPlain(constraint) ? Rename(constraint.Id.Parent!, constraint.Id.Name, UsualName(column.Id))
                : new Ddl(AlterTable.Of(constraint.Id.Parent!, $"DROP CONSTRAINT {Findings.SqlName.Quoted(constraint.Id.Name)}"), AlterTable.Column(column.Id, "SET NOT NULL"))
                    .With(Hazard.Locks(constraint.Id.Parent!, LockMode.AccessExclusive), new(HazardKind.FullScan, constraint.Id.Parent!, "every row is looked at"));
        }

        var link = context.Before.Part(constraint.Id.Parent!, "partition");
        return link is not null && context.Changes.Dropped(link.Id) is null ? Ddl.None : null;
    }

    private static bool Becomes(FactId column, PlanContext context) =>
        context.Before.Find(column)?.Payload["not_null"] is null && context.After.Find(column)?.Payload["not_null"] is not null;

    private static Fact? ColumnIn(Fact constraint, PlanSide side) =>
        side.Parts(constraint.Id.Parent!, "column").FirstOrDefault(c => Findings.SqlName.Quoted(c.Id.Name) == ColumnOf(constraint));

    // The one that PostgreSQL gives; a constraint of that name is no fact.
    private static string UsualName(FactId column) => $"{column.Parent!.Name}_{column.Name}_not_null";

    private static bool IsPlain(Fact constraint) => constraint.Payload["not_valid"] is null && !constraint.Payload["definition"]!.Value.Text!.EndsWith(" NO INHERIT", StringComparison.Ordinal);

    private static Ddl Rename(FactId table, string from, string to) =>
        new Ddl($"ALTER TABLE {table.SqlName} RENAME CONSTRAINT {Findings.SqlName.Quoted(from)} TO {Findings.SqlName.Quoted(to)}").With(Hazard.Locks(table, LockMode.AccessExclusive));

    /// <summary>The column of such a constraint, as it is written in SQL.</summary>
    public static string ColumnOf(Fact constraint)
    {
        var definition = constraint.Payload["definition"]!.Value.Text!["NOT NULL ".Length..];
        return definition.EndsWith(" NO INHERIT", StringComparison.Ordinal) ? definition[..^" NO INHERIT".Length] : definition;
    }
}
