using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Casts.</summary>
internal sealed class CastRule() : DdlRule("cast")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context)
    {
        var method = fact.Payload["method"]?.Text switch { "function" => $"WITH FUNCTION {fact.Payload["function"]}", "inout" => "WITH INOUT", _ => "WITHOUT FUNCTION" };
        var use = fact.Payload["context"]?.Text is { } word and not "explicit" ? $" AS {word.ToUpperInvariant()}" : "";
        return new($"CREATE {Designation(fact.Id)} {method}{use}");
    }

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP {Designation(fact.Id)}");

    public override string Designation(FactId id) => $"CAST ({id.Name} AS {id.Arguments})";
}
