using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Indexes. That of a constraint comes and goes with it.</summary>
internal sealed class IndexRule() : DdlRule("index")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context)
    {
        if (IsOfConstraint(fact))
        {
            return new([.. Settings(fact)]);
        }

        var table = fact.Id.Parent!;
        var isPartitioned = context.After.Find(table)?.Payload["partition_by"] is not null;
        var isConcurrent = IsConcurrent(fact, context.After, context) && context.Changes.Created(table) is null;
        var statement = $"CREATE {(fact.Payload["unique"] is null ? "" : "UNIQUE ")}INDEX {(isConcurrent ? "CONCURRENTLY " : "")}{Findings.SqlName.Quoted(fact.Id.Name)}"
            + $" ON {(isPartitioned ? "ONLY " : "")}{table.SqlName} {fact.Payload["definition"]}";
        var ddl = new Ddl([statement, .. Settings(fact)]) { OutsideTransaction = isConcurrent }.With(Hazard.Locks(table, isConcurrent ? LockMode.ShareUpdateExclusive : LockMode.Share));
        return isPartitioned ? ddl : ddl.With(new Hazard(HazardKind.FullScan, table, "every row is read to build the index"));
    }

    public override Ddl Drop(Fact fact, PlanContext context)
    {
        if (IsOfConstraint(fact) || IndexLineage.Goes(fact, context))
        {
            return Ddl.None;
        }

        var isConcurrent = IsConcurrent(fact, context.Before, context);
        return new Ddl($"DROP INDEX {(isConcurrent ? "CONCURRENTLY " : "")}{fact.Id.SqlName}") { OutsideTransaction = isConcurrent }.With(
            Hazard.Locks(fact.Id.Parent!, isConcurrent ? LockMode.ShareUpdateExclusive : LockMode.AccessExclusive));
    }

    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        var (old, now) = (before.Payload, after.Payload);
        if (old["definition"] != now["definition"] || old["unique"] != now["unique"] || old["of_constraint"] != now["of_constraint"])
        {
            return null;
        }

        var statements = new List<SqlStatement>();
        var mode = LockMode.ShareUpdateExclusive;
        if (old["invalid"] is not null && now["invalid"] is null && context.Before.Find(before.Id.Parent)?.Payload["partition_by"] is null)
        {
            statements.Add($"REINDEX INDEX {(context.Options.Online ? "CONCURRENTLY " : "")}{after.Id.SqlName}");
            mode = context.Options.Online ? mode : LockMode.Share;
        }

        if (old["tablespace"] != now["tablespace"])
        {
            statements.Add($"ALTER INDEX {after.Id.SqlName} SET TABLESPACE {Findings.SqlName.Quoted(now["tablespace"]?.Text ?? "pg_default")}");
            mode = LockMode.AccessExclusive;
        }

        var settings = Settings(after).Where(s => !Settings(before).Contains(s));
        return new Ddl([.. statements, .. settings, .. Resets(before, after, context)]) { OutsideTransaction = statements.Any(static s => s.Text.StartsWith("REINDEX INDEX CONCURRENTLY", StringComparison.Ordinal)) }.With(Hazard.Locks(after.Id.Parent!, mode));
    }

    public override bool MovesAside(Fact fact) => true;

    public override bool IsNeverMissing(Fact fact, PlanContext context) => IsConcurrent(fact, context.Before, context) && !IsOfConstraint(fact) && context.After.Find(fact.Id) is { } after && !IsOfConstraint(after)
        && context.Before.Part(fact.Id, "index partition") is null;

    public override bool IsWrittenWithParent(Fact fact, PlanContext context) => IsOfConstraint(fact) && !Settings(fact).Any();

    public override IEnumerable<FactId> GoesWith(Fact fact, PlanSide side) => fact.Dependencies.Where(d => Equals(d.Parent, fact.Id.Parent)).Prepend(fact.Id.Parent!);

    // Dropping the index of the partitioned table drops those of the partitions.
    public override IEnumerable<FactId> Needs(Fact fact, PlanSide side) => IndexLineage.Above(fact.Id, side);

    public override IEnumerable<FactId> Awaits(Fact fact, PlanSide before) => IndexLineage.Above(fact.Id, before);

    public override IEnumerable<string> Names(Fact fact) => [RelationNames.Of(fact.Id)];

    public override string? Unreachable(Fact? before, Fact? after, PlanContext context) =>
        after?.Payload["invalid"] is null || before?.Payload["invalid"] is not null ? null
            : context.After.Find(after.Id.Parent)?.Payload["partition_by"] is null ? "an index is invalid when building it failed; nobody makes one on purpose"
            : before is not null && context.Changes.Created(after.Id) is null ? "it stays valid, as PostgreSQL takes no index of a partition out of it"
            : null;

    /// <summary>Whether it came with a constraint.</summary>
    public static bool IsOfConstraint(Fact? fact) => fact?.Payload["of_constraint"] is not null;

    private static bool IsConcurrent(Fact fact, PlanSide side, PlanContext context) => context.Options.Online && side.Find(fact.Id.Parent)?.Payload["partition_by"] is null;

    private static IEnumerable<SqlStatement> Settings(Fact fact)
    {
        if (fact.Payload["clustered"] is not null)
        {
            yield return AlterTable.Of(fact.Id.Parent!, $"CLUSTER ON {Findings.SqlName.Quoted(fact.Id.Name)}");
        }

        foreach (var target in fact.Payload["statistics_targets"]?.List ?? [])
        {
            var (column, value) = (target.Split('=')[0], target.Split('=')[1]);
            yield return $"ALTER INDEX {fact.Id.SqlName} ALTER COLUMN {column} SET STATISTICS {value}";
        }

        if (fact.Payload["tablespace"]?.Text is { } space)
        {
            yield return $"ALTER INDEX {fact.Id.SqlName} SET TABLESPACE {Findings.SqlName.Quoted(space)}";
        }
    }

    private static IEnumerable<SqlStatement> Resets(Fact before, Fact after, PlanContext context)
    {
        if (before.Payload["clustered"] is not null && !context.After.Parts(after.Id.Parent!, "index").Any(static i => i.Payload["clustered"] is not null))
        {
            yield return AlterTable.Of(after.Id.Parent!, "SET WITHOUT CLUSTER");
        }

        var kept = (after.Payload["statistics_targets"]?.List ?? []).Select(static t => t.Split('=')[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var column in (before.Payload["statistics_targets"]?.List ?? []).Select(static t => t.Split('=')[0]).Where(c => !kept.Contains(c)))
        {
            yield return $"ALTER INDEX {after.Id.SqlName} ALTER COLUMN {column} SET STATISTICS -1";
        }
    }
}
