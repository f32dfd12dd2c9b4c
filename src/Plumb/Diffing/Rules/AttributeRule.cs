using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Attributes of composite types. Tables of the type follow.</summary>
internal sealed class AttributeRule() : DdlRule("attribute")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => Alter(fact, $"ADD ATTRIBUTE {Definition(fact)} CASCADE", context);

    public override Ddl Drop(Fact fact, PlanContext context)
    {
        var ddl = Alter(fact, $"DROP ATTRIBUTE {Findings.SqlName.Quoted(fact.Id.Name)} CASCADE", context);
        return ddl with { Hazards = [.. ddl.Hazards, .. TypeUse.Columns(fact.Id.Parent!, context.Before).Select(c => new Hazard(HazardKind.DataLoss, c.Id, $"all values of {fact.Id.SqlName} are lost"))] };
    }

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) => IsInseparable(after, context)
        ? null
        : Alter(after, $"ALTER ATTRIBUTE {Findings.SqlName.Quoted(after.Id.Name)} TYPE {after.Payload["type"]}{Collation(after)} CASCADE", context);

    // PostgreSQL does not convert what tables hold of the type.
    public override bool IsInseparable(Fact fact, PlanContext context) =>
        context.Before.Find(fact.Id) is { } before && before.Payload != fact.Payload && TypeUse.Columns(fact.Id.Parent!, context.Before).Any();

    public override bool Outlives(FactId replaced) => replaced.Kind.Word is "enum" or "domain" or "collation";

    public override bool IsWrittenWithParent(Fact fact, PlanContext context) => true;

    public override string? Loss(Fact fact, PlanContext context) => TypeUse.Columns(fact.Id.Parent!, context.Before).Any() ? "all its values" : null;

    public override string Designation(FactId id) => $"COLUMN {id.SqlName}";

    /// <summary>How it is written in CREATE TYPE and behind ADD ATTRIBUTE.</summary>
    public static string Definition(Fact fact) => $"{Findings.SqlName.Quoted(fact.Id.Name)} {fact.Payload["type"]}{Collation(fact)}";

    private static Ddl Alter(Fact fact, string action, PlanContext context) => new Ddl($"ALTER TYPE {fact.Id.Parent!.SqlName} {action}").With(
        [.. context.Before.Facts.Where(t => t.Payload["of_type"]?.Text == fact.Id.Parent.SqlName).Select(static t => Hazard.Locks(t.Id, LockMode.AccessExclusive))]);

    private static string Collation(Fact fact) => fact.Payload["collation"]?.Text is { } collation ? $" COLLATE {collation}" : "";
}
