using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Owners. What is created belongs to who runs the plan; who that is, the plan may not know.</summary>
internal sealed class OwnerRule() : DdlRule("owner")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) =>
        Role(fact) == context.Options.RunsAs || IsOfIdentity(fact, context.After) ? Ddl.None : Own(fact);

    public override Ddl Drop(Fact fact, PlanContext context) => Ddl.None;

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) =>
        IsOfIdentity(after, context.After) || IsOwned(before, context.Before) && IsOwned(after, context.After)
            ? Ddl.None
            : Own(after).With(new Hazard(HazardKind.Access, after.Id.Parent!, $"{Role(before)} owns it no more, {Role(after)} does"));

    // The sequence of a column changes hands with the table, and not without it.
    private static bool IsOfIdentity(Fact owner, PlanSide side) => side.Find(owner.Id.Parent)?.Payload["of_identity"] is not null;

    private static bool IsOwned(Fact owner, PlanSide side) => side.Part(owner.Id.Parent!, "owned by") is not null;

    private static string Role(Fact fact) => fact.Payload["role"]!.Value.Text!;

    private static Ddl Own(Fact fact) =>
        new($"ALTER {DdlRules.Designation(fact.Id.Parent!)} OWNER TO {Findings.SqlName.Quoted(Role(fact))}");
}
