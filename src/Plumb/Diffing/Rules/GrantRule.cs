using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Privileges beyond the defaults.</summary>
internal sealed class GrantRule() : DdlRule("grant")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) =>
        PrivilegeStatement.Of("GRANT", fact, fact.Payload["grantable"] is null ? "" : " WITH GRANT OPTION");

    public override Ddl Drop(Fact fact, PlanContext context) => PrivilegeStatement.Of("REVOKE", fact);

    // Whoever may not give it on any more has it anew, once those have lost it to whom it was given on.
    public override Ddl? Alter(Fact before, Fact after, PlanContext context) =>
        after.Payload["grantable"] is null ? null : PrivilegeStatement.Of("GRANT", after, " WITH GRANT OPTION");

    // Default privileges are nothing to drop: they are gone when they say nothing any more.
    public override IEnumerable<FactId> GoesWith(Fact fact, PlanSide side) => ReferenceEquals(fact.Id.Parent!.Kind, FactKinds.DefaultPrivileges) ? [] : [fact.Id.Parent];

    public override IEnumerable<FactId> Needs(Fact fact, PlanSide side)
    {
        if (side.Part(fact.Id.Parent!, "owner") is { } owner)
        {
            yield return owner.Id;
        }

        if (fact.Payload["grantor"]?.Text is { } grantor)
        {
            yield return new FactId(FactKinds.Grant, fact.Id.Parent, grantor, fact.Id.Arguments!.Split(" by ")[0]);
        }
    }
}
