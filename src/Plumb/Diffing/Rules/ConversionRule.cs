using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Conversions between encodings.</summary>
internal sealed class ConversionRule() : DdlRule("conversion")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => new(string.Concat(
        $"CREATE {(fact.Payload["default"] is null ? "" : "DEFAULT ")}CONVERSION {fact.Id.SqlName}",
        $" FOR {SqlLiteral.Of(fact.Payload["source"]!.Value.Text!)} TO {SqlLiteral.Of(fact.Payload["destination"]!.Value.Text!)}",
        $" FROM {RoutineName.Of(fact.Payload["function"]!.Value.Text!)}"));

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP CONVERSION {fact.Id.SqlName}");
}
