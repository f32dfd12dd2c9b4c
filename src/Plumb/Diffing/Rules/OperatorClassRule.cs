using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Operator classes. PostgreSQL changes none of their members.</summary>
internal sealed class OperatorClassRule() : DdlRule("operator class")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context)
    {
        var payload = fact.Payload;
        string[] members = [.. payload["members"]?.List ?? [], .. payload["storage"]?.Text is { } storage ? new[] { $"STORAGE {storage}" } : []];
        return new(string.Concat(
            $"CREATE OPERATOR CLASS {fact.Id.SqlName}{(payload["default"] is null ? "" : " DEFAULT")} FOR TYPE {payload["type"]} USING {Findings.SqlName.Quoted(fact.Id.Arguments!)}",
            $" FAMILY {payload["family"]} AS\n  {string.Join(",\n  ", members.Length == 0 ? [$"STORAGE {payload["type"]}"] : members)}"));
    }

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP {Designation(fact.Id)}");

    public override string Designation(FactId id) => $"OPERATOR CLASS {id.SqlName} USING {Findings.SqlName.Quoted(id.Arguments!)}";
}
