using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Event triggers. They come last, so that they do not fire on the plan itself.</summary>
internal sealed class EventTriggerRule() : DdlRule("event trigger")
{
    private static readonly string[] ForGood = ["event", "tags", "function"];

    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context)
    {
        var tags = fact.Payload["tags"] is { } list ? $" WHEN TAG IN ({string.Join(", ", list.List.Select(SqlLiteral.Of))})" : "";
        SqlStatement create = $"CREATE {Designation(fact.Id)} ON {fact.Payload["event"]}{tags} EXECUTE FUNCTION {fact.Payload["function"]}";
        return fact.Payload["state"] is null ? new(create) : new(create, State(fact));
    }

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP {Designation(fact.Id)}");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) =>
        ForGood.All(p => before.Payload[p] == after.Payload[p]) ? new(State(after)) : null;

    private SqlStatement State(Fact fact) => $"ALTER {Designation(fact.Id)} {FiringState.Word(fact.Payload["state"])}";
}
