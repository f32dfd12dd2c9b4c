using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Columns of tables and foreign tables.</summary>
internal sealed class ColumnRule() : DdlRule("column")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context)
    {
        var column = new TableColumn(fact, parts, context.After);
        if (Lineage.Comes(fact.Id, context) || FollowsType(fact.Id, context))
        {
            return new([.. column.Settings()]);
        }

        var table = fact.Id.Parent!;
        var hazards = new List<Hazard> { Hazard.Locks(table, LockMode.AccessExclusive) };
        if (parts.Any(NeedsRewrite))
        {
            hazards.Add(new(HazardKind.Rewrite, table, "every row is written anew to hold the values"));
        }
        else if (fact.Payload["not_null"] is not null && parts.Count == 0)
        {
            hazards.Add(new(HazardKind.DependsOnData, table, "it fails when the table has rows: the column is NOT NULL and has no default"));
        }

        return new([AlterTable.Of(table, $"ADD COLUMN {column.Definition()}"), .. column.Settings()]) { Hazards = hazards };
    }

    public override Ddl Drop(Fact fact, PlanContext context)
    {
        if (Lineage.Goes(fact.Id, context) || FollowsType(fact.Id, context))
        {
            return Ddl.None;
        }

        var table = fact.Id.Parent!;
        var ddl = new Ddl(AlterTable.Of(table, $"DROP COLUMN {Findings.SqlName.Quoted(fact.Id.Name)}")).With(Hazard.Locks(table, LockMode.AccessExclusive));
        return Loss(fact, context) is null ? ddl : ddl.With(
            new Hazard(HazardKind.DataLoss, fact.Id, "all its values are lost"), new Hazard(HazardKind.Irreversible, fact.Id, "only a backup has the values"));
    }

    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        var alteration = new ColumnAlteration(before, after, context);
        return alteration.IsOfPartitionKey
            ? Ddl.None with { Impossible = "the type of a column that rows are partitioned by cannot change; it takes a new table and a copy of the rows", StepsAside = alteration.StepsAside }
            : alteration.Online() ?? new([.. alteration.Statements()]) { Hazards = [.. alteration.Hazards()], StepsAside = alteration.StepsAside };
    }

    public override bool IsWrittenWithParent(Fact fact, PlanContext context) => true;

    public override bool Outlives(FactId replaced) => replaced.Kind.Word is "enum" or "domain" or "composite type" or "range" or "type" or "collation";

    public override IEnumerable<FactId> Needs(Fact fact, PlanSide side) => side.Find(fact.Id.Parent)?.Payload["of_type"] is null
        ? Lineage.Above(fact.Id, side)
        : side.Find(fact.Id.Parent)!.Dependencies.Where(static d => d.Kind.Word == "composite type").Select(d => new FactId(FactKinds.Find("attribute")!, d, fact.Id.Name));

    public override string? Loss(Fact fact, PlanContext context) => context.Before.Part(fact.Id, "default") is { } value && DefaultRule.IsGenerated(value) ? null : "all its values";

    // It is local, too, once inheriting has ended.
    public override string? Unreachable(Fact? before, Fact? after, PlanContext context) =>
        before is not null && after is not null && before.Payload["inherited"] != after.Payload["inherited"]
            && context.Changes.Created(after.Id) is null && (after.Payload["inherited"] is not null || Lineage.Above(after.Id, context.After).Any())
            ? "whether a column is the table's own besides being inherited was decided when it came; it matters only once the table inherits no more"
            : null;

    /// <summary>Whether the columns come, change and go with the attributes of the table's type.</summary>
    public static bool FollowsType(FactId column, PlanContext context) =>
        context.Before.Find(column.Parent)?.Payload["of_type"] is { } type && context.After.Find(column.Parent)?.Payload["of_type"] == type && context.Changes.Created(column.Parent!) is null;

    private static bool NeedsRewrite(Fact part) => part.Id.Kind.Word == "identity" || part.Payload["generated"]?.Text == "stored"
        || part.Payload["generated"] is null && part.Payload["expression"]?.Text is { } expression && !IsEvaluatedOnce(expression);

    // Functions may be volatile; those that are not are computed once and for all rows.
    private static bool IsEvaluatedOnce(string expression) =>
        !expression.Contains('(', StringComparison.Ordinal) || expression is "now()" or "transaction_timestamp()" or "statement_timestamp()";
}
