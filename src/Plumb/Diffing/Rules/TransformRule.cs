using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Transforms between types and procedural languages.</summary>
internal sealed class TransformRule() : DdlRule("transform")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => new($"CREATE {Definition(fact)}");

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP {Designation(fact.Id)}");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) => new($"CREATE OR REPLACE {Definition(after)}");

    public override string Designation(FactId id) => $"TRANSFORM FOR {id.Name} LANGUAGE {Findings.SqlName.Quoted(id.Arguments!)}";

    private string Definition(Fact fact)
    {
        var functions = new[] { ("from_sql", "FROM SQL"), ("to_sql", "TO SQL") }.Where(f => fact.Payload[f.Item1] is not null).Select(f => $"{f.Item2} WITH FUNCTION {fact.Payload[f.Item1]}");
        return $"{Designation(fact.Id)} ({string.Join(", ", functions)})";
    }
}
