using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>User mappings.</summary>
internal sealed class UserMappingRule() : DdlRule("user mapping")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => new($"CREATE {Designation(fact.Id)}{ForeignOptions.Clause(fact.Payload["options"])}");

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP {Designation(fact.Id)}");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) => new($"ALTER {Designation(after.Id)} {ForeignOptions.Change(before.Payload["options"], after.Payload["options"])}");

    public override string Designation(FactId id) => $"USER MAPPING FOR {RoleName.Of(id.Name)} SERVER {id.Parent!.SqlName}";

    public override string? Unreachable(Fact? before, Fact? after, PlanContext context) => ForeignSecret.Reason(before, after);
}
