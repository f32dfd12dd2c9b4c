using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Privileges that somebody would have by default and has not.</summary>
internal sealed class RevokeRule() : DdlRule("revoke")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => PrivilegeStatement.Of("REVOKE", fact);

    public override Ddl Drop(Fact fact, PlanContext context) => PrivilegeStatement.Of("GRANT", fact);

    public override IEnumerable<FactId> GoesWith(Fact fact, PlanSide side) => ReferenceEquals(fact.Id.Parent!.Kind, FactKinds.DefaultPrivileges) ? [] : [fact.Id.Parent];

    public override IEnumerable<FactId> Needs(Fact fact, PlanSide side) => side.Part(fact.Id.Parent!, "owner") is { } owner ? [owner.Id] : [];

    public override bool IsDropClass(Fact fact) => false;
}
