using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Extensions. Their versions are no facts.</summary>
internal sealed class ExtensionRule() : DdlRule("extension")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => new($"CREATE EXTENSION {fact.Id.SqlName} SCHEMA {Schema(fact)}");

    public override Ddl Drop(Fact fact, PlanContext context) =>
        new Ddl($"DROP EXTENSION {fact.Id.SqlName}").With(new Hazard(HazardKind.DataLoss, fact.Id, "what its own tables hold is lost"));

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) => new($"ALTER EXTENSION {after.Id.SqlName} SET SCHEMA {Schema(after)}");

    private static string Schema(Fact fact) => Findings.SqlName.Quoted(fact.Payload["schema"]!.Value.Text!);
}
