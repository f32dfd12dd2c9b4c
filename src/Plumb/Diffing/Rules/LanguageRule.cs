using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Procedural languages that no extension brought.</summary>
internal sealed class LanguageRule() : DdlRule("language")
{
    private static readonly string[] Functions = ["handler", "inline", "validator"];

    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => new($"CREATE {Definition(fact)}");

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP {Designation(fact.Id)}");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) => new($"CREATE OR REPLACE {Definition(after)}");

    private static string Definition(Fact fact) => string.Concat(
        $"{(fact.Payload["trusted"] is null ? "" : "TRUSTED ")}LANGUAGE {fact.Id.SqlName}",
        string.Concat(Functions.Where(f => fact.Payload[f] is not null).Select(f => $" {f.ToUpperInvariant()} {RoutineName.Of(fact.Payload[f]!.Value.Text!)}")));
}
