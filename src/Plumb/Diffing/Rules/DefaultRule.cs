using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Defaults, and the expressions of generated columns: those come and go with their column.</summary>
internal sealed class DefaultRule() : DdlRule("default")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => IsBrought(fact, context) ? Ddl.None : Set(fact, $"SET {Definition(fact)}");

    public override Ddl Drop(Fact fact, PlanContext context) => Set(fact, "DROP DEFAULT");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        if (!IsGenerated(before) && !IsGenerated(after))
        {
            return Set(after, $"SET {Definition(after)}");
        }

        if (before.Payload["generated"] != after.Payload["generated"] || context.Version < 17)
        {
            return null;
        }

        var table = after.Id.Parent!.Parent!;
        var alteration = new Ddl(AlterTable.Column(after.Id.Parent, $"SET EXPRESSION AS ({after.Payload["expression"]})")).With(Hazard.Locks(table, LockMode.AccessExclusive));
        return IsStored(after) ? alteration.With(new Hazard(HazardKind.Rewrite, table, "every row is computed and written anew")) : alteration;
    }

    public override bool IsWrittenWithParent(Fact fact, PlanContext context) => fact.Id.Parent!.Kind == FactKinds.Column && context.After.Find(fact.Id.Parent)?.Payload["inherited"] is null && !Lineage.Comes(fact.Id.Parent!, context);

    public override IEnumerable<FactId> Needs(Fact fact, PlanSide side) => Lineage.Above(fact.Id.Parent!, side).Select(above => side.Part(above, "default")?.Id).OfType<FactId>();

    public override bool IsInseparable(Fact fact, PlanContext context) => IsGenerated(fact);

    /// <summary>How it is written behind the column's type.</summary>
    public static string Definition(Fact fact) => IsGenerated(fact)
        ? $"GENERATED ALWAYS AS ({fact.Payload["expression"]}){(IsStored(fact) ? " STORED" : "")}"
        : $"DEFAULT {fact.Payload["expression"]}";

    /// <summary>Whether it is the expression of a generated column.</summary>
    public static bool IsGenerated(Fact fact) => fact.Payload["generated"] is not null;

    // A column that comes from a table above comes with its default.
    private static bool IsBrought(Fact fact, PlanContext context) => context.Changes.Created(fact.Id.Parent!) is not null
        && (context.After.Find(fact.Id.Parent)?.Payload["inherited"] is not null || Lineage.Comes(fact.Id.Parent!, context))
        && Lineage.Above(fact.Id.Parent!, context.After).Any(above => context.After.Part(above, "default")?.Payload == fact.Payload);

    private static bool IsStored(Fact fact) => fact.Payload["generated"]?.Text == "stored";

    private static Ddl Set(Fact fact, string action)
    {
        var column = fact.Id.Parent!;
        return new Ddl(AlterTable.Only(column.Parent!, $"ALTER COLUMN {Findings.SqlName.Quoted(column.Name)} {action}")).With(Hazard.Locks(column.Parent!, LockMode.AccessExclusive));
    }
}
