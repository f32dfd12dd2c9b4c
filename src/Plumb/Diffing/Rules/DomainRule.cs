using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Domains; their constraints are facts of their own.</summary>
internal sealed class DomainRule() : DdlRule("domain")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => new(string.Concat(
        $"CREATE DOMAIN {fact.Id.SqlName} AS {fact.Payload["type"]}",
        fact.Payload["collation"]?.Text is { } collation ? $" COLLATE {collation}" : "",
        fact.Payload["default"]?.Text is { } value ? $" DEFAULT {value}" : "",
        fact.Payload["not_null"] is null ? "" : " NOT NULL",
        string.Concat(parts.Select(static p => $"\n  {ConstraintRule.Definition(p)}"))));

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP DOMAIN {fact.Id.SqlName}");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        var (old, now) = (before.Payload, after.Payload);
        if (old["type"] != now["type"] || old["collation"] != now["collation"])
        {
            return null;
        }

        var actions = new List<string>();
        var hazards = new List<Hazard>();
        if (old["default"] != now["default"])
        {
            actions.Add(now["default"]?.Text is { } value ? $"SET DEFAULT {value}" : "DROP DEFAULT");
        }

        if (old["not_null"] != now["not_null"])
        {
            actions.Add(now["not_null"] is null ? "DROP NOT NULL" : "SET NOT NULL");
        }

        if (old["not_null"] is null && now["not_null"] is not null)
        {
            foreach (var table in TypeUse.Tables(after.Id, context.Before))
            {
                hazards.Add(new(HazardKind.FullScan, table, $"every row is looked at: {after.Id.SqlName} must not be NULL"));
                hazards.Add(new(HazardKind.DependsOnData, table, $"it fails when a column of type {after.Id.SqlName} is NULL somewhere"));
                hazards.Add(Hazard.Locks(table, LockMode.Share));
            }
        }

        return new([.. actions.Select(a => (SqlStatement)$"ALTER DOMAIN {after.Id.SqlName} {a}")]) { Hazards = hazards };
    }

    public override bool MovesAside(Fact fact) => true;

    public override IEnumerable<string> Names(Fact fact) => [RelationNames.OfType(fact.Id)];
}
