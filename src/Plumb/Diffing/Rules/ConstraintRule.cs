using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Constraints of tables and of domains.</summary>
internal sealed class ConstraintRule() : DdlRule("constraint")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context)
    {
        if (fact.Payload["inherited"] is not null || Lineage.Comes(fact.Id, context) && !IsIndexed(fact))
        {
            return Ddl.None;
        }

        if (NotNull.Is(fact) && NotNull.Create(fact, context) is { } notNull)
        {
            return notNull;
        }

        if (context.Options.Online && context.Changes.Created(fact.Id.Parent!) is null && OnlineConstraint.Of(fact, context) is { } online)
        {
            return online;
        }

        var suffix = fact.Payload["not_valid"] is null ? "" : " NOT VALID";
        return new Ddl([Alter(fact, $"ADD {Definition(fact)}{suffix}"), .. Tablespace(fact)]).With([.. Hazards(fact, suffix.Length > 0 || IsOfPartitions(fact, context)), .. DomainLocks(fact, context)]);
    }

    public override Ddl Drop(Fact fact, PlanContext context) => NotNull.Is(fact) && NotNull.Drop(fact, context) is { } notNull ? notNull
        : fact.Payload["inherited"] is not null || Lineage.Goes(fact.Id, context) || IndexLineage.Goes(fact, context)
        ? Ddl.None
        : new Ddl(Alter(fact, $"DROP CONSTRAINT {Findings.SqlName.Quoted(fact.Id.Name)}")).With([.. IsOfDomain(fact) ? [] : Referenced(fact).Prepend(fact.Id.Parent!).Distinct().Select(static t => Hazard.Locks(t, LockMode.AccessExclusive))]);

    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        var (old, now) = (before.Payload, after.Payload);
        if (old["type"] != now["type"] || old["not_valid"] is null && now["not_valid"] is not null)
        {
            return null;
        }

        var statements = new List<SqlStatement>();
        var hazards = new List<Hazard>();
        var name = Findings.SqlName.Quoted(after.Id.Name);
        if (old["definition"] != now["definition"])
        {
            if (Deferral.Between(old["definition"]!.Value.Text!, now["definition"]!.Value.Text!) is not { } deferral || now["type"]!.Value.Text != "foreign key")
            {
                return null;
            }

            statements.Add(Alter(after, $"ALTER CONSTRAINT {name} {deferral}"));
            hazards.Add(Hazard.Locks(after.Id.Parent!, LockMode.AccessExclusive));
        }

        if (old["not_valid"] is not null && now["not_valid"] is null)
        {
            statements.Add(Alter(after, $"VALIDATE CONSTRAINT {name}"));
            hazards.AddRange([.. Validation(after), .. DomainLocks(after, context)]);
        }

        if (old["tablespace"] != now["tablespace"])
        {
            statements.AddRange(Tablespace(after));
        }

        return new(statements) { Hazards = hazards };
    }

    public override bool IsWrittenWithParent(Fact fact, PlanContext context) => fact.Payload["not_valid"] is null && fact.Payload["tablespace"] is null;

    public override IEnumerable<FactId> GoesWith(Fact fact, PlanSide side) => fact.Dependencies.Where(d => Equals(d.Parent, fact.Id.Parent)).Prepend(fact.Id.Parent!);

    public override IEnumerable<FactId> Needs(Fact fact, PlanSide side) => IsOfDomain(fact) ? [] : Lineage.Above(fact.Id, side).Concat(Referencing(fact).SelectMany(i => IndexLineage.Links(i, side))).Concat(Referenced(fact));

    public override IEnumerable<string> Names(Fact fact) => IsIndexed(fact) ? [RelationNames.Beside(fact.Id)] : [];

    // It would hang on a key that is about to go where two fit.
    public override IEnumerable<FactId> Avoids(Fact fact, PlanSide before) =>
        Referenced(fact).SelectMany(t => before.Parts(t, "constraint")).Where(IsIndexed).Select(static k => k.Id);

    public override string Designation(FactId id) =>
        $"CONSTRAINT {Findings.SqlName.Quoted(id.Name)} ON {(id.Parent!.Kind.Word == "domain" ? "DOMAIN " : "")}{id.Parent.SqlName}";

    // It stays the table's own, too, when inheriting begins.
    public override string? Unreachable(Fact? before, Fact? after, PlanContext context) =>
        before is not null && after is not null && before.Payload["inherited"] is null && after.Payload["inherited"] is not null && context.Changes.Created(after.Id) is null
            ? "a constraint that was the table's own before it inherited stays its own; it matters only once the table inherits no more"
            : null;

    /// <summary>How it is written in CREATE TABLE and behind ADD.</summary>
    public static string Definition(Fact fact) => $"CONSTRAINT {Findings.SqlName.Quoted(fact.Id.Name)} {fact.Payload["definition"]}";

    /// <summary>Whether an index keeps it.</summary>
    public static bool IsIndexed(Fact fact) => fact.Payload["type"]?.Text is "primary key" or "unique" or "exclude";

    private static bool IsOfDomain(Fact fact) => fact.Id.Parent!.Kind.Word == "domain";

    // The indexes of the partitions are constraints of theirs.
    private static bool IsOfPartitions(Fact fact, PlanContext context) => IsIndexed(fact) && context.After.Find(fact.Id.Parent)?.Payload["partition_by"] is not null;

    /// <summary>The locks that adding it takes.</summary>
    public static IEnumerable<Hazard> Locks(Fact fact)
    {
        var mode = fact.Payload["type"]?.Text == "foreign key" ? LockMode.ShareRowExclusive : LockMode.AccessExclusive;
        return Referenced(fact).Prepend(fact.Id.Parent!).Distinct().Select(t => Hazard.Locks(t, mode));
    }

    // A foreign key finds the index of a partitioned table only once the indexes of the partitions are attached.
    private static IEnumerable<FactId> Referencing(Fact fact) => fact.Payload["type"]?.Text == "foreign key" ? fact.Dependencies.Where(static d => d.Kind == FactKinds.Index) : [];

    // Each partition has its index by a fact of its own.
    private static SqlStatement Alter(Fact fact, string action) => IsOfDomain(fact)
        ? $"ALTER DOMAIN {fact.Id.Parent!.SqlName} {action}"
        : IsIndexed(fact) ? AlterTable.Only(fact.Id.Parent!, action) : AlterTable.Of(fact.Id.Parent!, action);

    private static IEnumerable<SqlStatement> Tablespace(Fact fact) => fact.Payload["tablespace"]?.Text is { } space
        ? [$"ALTER INDEX {fact.Id.Parent!.Parent!.SqlName}.{Findings.SqlName.Quoted(fact.Id.Name)} SET TABLESPACE {Findings.SqlName.Quoted(space)}"]
        : [];

    private static IEnumerable<Hazard> Hazards(Fact fact, bool isNotValid)
    {
        if (IsOfDomain(fact))
        {
            return isNotValid ? [] : [new(HazardKind.FullScan, fact.Id.Parent!, "every column of the domain is checked")];
        }

        return isNotValid ? Locks(fact) : Locks(fact).Concat(Scan(fact));
    }

    private static IEnumerable<Hazard> DomainLocks(Fact fact, PlanContext context) =>
        IsOfDomain(fact) && fact.Payload["not_valid"] is null ? TypeUse.Tables(fact.Id.Parent!, context.Before).Select(static t => Hazard.Locks(t, LockMode.Share)) : [];

    /// <summary>What validating it does.</summary>
    public static IEnumerable<Hazard> Validation(Fact fact) => IsOfDomain(fact) ? Scan(fact) : Scan(fact).Append(Hazard.Locks(fact.Id.Parent!, LockMode.ShareUpdateExclusive));

    private static IEnumerable<Hazard> Scan(Fact fact) =>
    [
        new(HazardKind.FullScan, fact.Id.Parent!, IsIndexed(fact) ? "its index is built" : "every row is checked"),
        new(HazardKind.DependsOnData, fact.Id.Parent!, "it fails when a row does not satisfy it"),
    ];

    /// <summary>The table that a foreign key refers to.</summary>
    public static IEnumerable<FactId> Referenced(Fact fact) =>
        fact.Payload["type"]?.Text == "foreign key" ? fact.Dependencies.Where(static d => d.Whole.Kind.Word == "table").Select(static d => d.Whole) : [];
}
