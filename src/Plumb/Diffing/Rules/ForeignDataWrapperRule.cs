using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Foreign data wrappers.</summary>
internal sealed class ForeignDataWrapperRule() : DdlRule("foreign data wrapper")
{
    private static readonly string[] Functions = ["handler", "validator"];

    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => new($"CREATE {Designation(fact.Id)}{string.Concat(Clauses(default, fact.Payload))}{ForeignOptions.Clause(fact.Payload["options"])}");

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP {Designation(fact.Id)}");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        var options = ForeignOptions.Change(before.Payload["options"], after.Payload["options"]) is { } change ? $" {change}" : "";
        return new($"ALTER {Designation(after.Id)}{string.Concat(Clauses(before.Payload, after.Payload))}{options}");
    }

    private static IEnumerable<string> Clauses(Payload before, Payload after) =>
        from function in Functions
        where before[function] != after[function]
        select after[function]?.Text is { } name ? $" {function.ToUpperInvariant()} {RoutineName.Of(name)}" : $" NO {function.ToUpperInvariant()}";
}
