using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Ways to add a constraint to a table that is in use: the rows are looked at while others work.</summary>
internal static class OnlineConstraint
{
    /// <summary>The steps; null where PostgreSQL knows no such way.</summary>
    public static Ddl? Of(Fact fact, PlanContext context) => fact.Payload["type"]?.Text switch
    {
        _ when fact.Payload["not_valid"] is not null || fact.Id.Parent!.Kind.Word == "domain" => null,
        "check" => Validated(fact),
        _ when context.After.Find(fact.Id.Parent)?.Payload["partition_by"] is not null => null,
        "foreign key" => Validated(fact),
        "primary key" or "unique" => FromIndex(fact),
        _ => null,
    };

    private static Ddl Validated(Fact fact) => new Ddl(AlterTable.Of(fact.Id.Parent!, $"ADD {ConstraintRule.Definition(fact)} NOT VALID"))
    {
        Then = Validation(fact.Id.Parent!, fact.Id.Name).With([.. ConstraintRule.Validation(fact)]),
    }.With([.. ConstraintRule.Locks(fact)]);

    /// <summary>Looks at the rows in a transaction of its own, which keeps nobody from working.</summary>
    public static Ddl Validation(FactId table, string constraint) =>
        new(AlterTable.Of(table, $"VALIDATE CONSTRAINT {Findings.SqlName.Quoted(constraint)}")) { OutsideTransaction = true };

    // PRIMARY KEY (a, b) INCLUDE (c) DEFERRABLE: what stands between the words and the deferral is the index's.
    private static Ddl FromIndex(Fact fact)
    {
        var table = fact.Id.Parent!;
        var name = Findings.SqlName.Quoted(fact.Id.Name);
        var (core, deferral) = Deferral.Split(fact.Payload["definition"]!.Value.Text!);
        var columns = core[core.IndexOf('(', StringComparison.Ordinal)..];
        var words = core[..core.IndexOf('(', StringComparison.Ordinal)].TrimEnd();
        var (type, nulls) = words.EndsWith("NULLS NOT DISTINCT", StringComparison.Ordinal) ? ("UNIQUE", " NULLS NOT DISTINCT") : (words, "");
        var space = fact.Payload["tablespace"]?.Text is { } tablespace ? $" TABLESPACE {Findings.SqlName.Quoted(tablespace)}" : "";
        return new Ddl($"CREATE UNIQUE INDEX CONCURRENTLY {name} ON {table.SqlName} {columns}{nulls}{space}")
        {
            OutsideTransaction = true,
            Then = new Ddl(AlterTable.Of(table, $"ADD CONSTRAINT {name} {type} USING INDEX {name}{deferral}")).With(Hazard.Locks(table, LockMode.AccessExclusive)),
        }.With(
            Hazard.Locks(table, LockMode.ShareUpdateExclusive),
            new Hazard(HazardKind.FullScan, table, "every row is read to build its index"),
            new Hazard(HazardKind.DependsOnData, table, "it fails when a row does not satisfy it, and leaves an invalid index"));
    }
}
