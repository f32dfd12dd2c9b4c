using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Attributes of composite types. Tables of the type follow.</summary>
internal sealed class AttributeRule() : DdlRule("attribute")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => Alter(fact, $"ADD ATTRIBUTE {Definition(fact)} CASCADE");

    public override Ddl Drop(Fact fact, PlanContext context)
    {
        var ddl = Alter(fact, $"DROP ATTRIBUTE {Findings.SqlName.Quoted(fact.Id.Name)} CASCADE");
        return ddl with { Hazards = [.. TypeUse.Columns(fact.Id.Parent!, context.Before).Select(c => new Hazard(HazardKind.DataLoss, c.Id, $"all values of {fact.Id.SqlName} are lost"))] };
    }

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) =>
        Alter(after, $"ALTER ATTRIBUTE {Findings.SqlName.Quoted(after.Id.Name)} TYPE {after.Payload["type"]}{Collation(after)} CASCADE");

    public override bool IsWrittenWithParent(Fact fact, PlanContext context) => true;

    public override string? Loss(Fact fact, PlanContext context) => TypeUse.Columns(fact.Id.Parent!, context.Before).Any() ? "all its values" : null;

    public override string Designation(FactId id) => $"COLUMN {id.SqlName}";

    /// <summary>How it is written in CREATE TYPE and behind ADD ATTRIBUTE.</summary>
    public static string Definition(Fact fact) => $"{Findings.SqlName.Quoted(fact.Id.Name)} {fact.Payload["type"]}{Collation(fact)}";

    private static Ddl Alter(Fact fact, string action) => new($"ALTER TYPE {fact.Id.Parent!.SqlName} {action}");

    private static string Collation(Fact fact) => fact.Payload["collation"]?.Text is { } collation ? $" COLLATE {collation}" : "";
}
