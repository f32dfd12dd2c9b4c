using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Schemas.</summary>
internal sealed class SchemaRule() : DdlRule("schema")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => new($"CREATE SCHEMA {fact.Id.SqlName}");

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP SCHEMA {fact.Id.SqlName}");
}
