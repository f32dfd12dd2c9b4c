using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Text search parsers and templates: sets of functions.</summary>
internal sealed class TextSearchPartRule(string kind, params IReadOnlyList<string> functions) : DdlRule(kind)
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context)
    {
        var options = functions.Where(f => fact.Payload[f] is not null).Select(f => $"{f.ToUpperInvariant()} = {RoutineName.Of(fact.Payload[f]!.Value.Text!)}");
        return new($"CREATE {Designation(fact.Id)} ({string.Join(", ", options)})");
    }

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP {Designation(fact.Id)}");
}
