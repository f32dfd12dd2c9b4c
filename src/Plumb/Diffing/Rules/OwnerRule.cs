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
            : Own(after).With([new(HazardKind.Access, after.Id.Parent!, $"{Role(before)} owns it no more, {Role(after)} does"), .. Locks(after.Id.Parent!)]);

    // Who owns it has its privileges in another way than others.
    public override IEnumerable<FactId> Awaits(Fact fact, PlanSide before) => before.Find(fact.Id) is { } old
        ? before.Parts(fact.Id.Parent!).Where(p => (p.Id.Kind == FactKinds.Grant || p.Id.Kind == FactKinds.Revoke) && (p.Id.Name == Role(old) || p.Id.Name == Role(fact))).Select(static p => p.Id)
        : [];

    // The sequence of a column changes hands with the table, and not without it.
    private static bool IsOfIdentity(Fact owner, PlanSide side) => side.Find(owner.Id.Parent)?.Payload["of_identity"] is not null;

    private static bool IsOwned(Fact owner, PlanSide side) => side.Part(owner.Id.Parent!, "owned by") is not null;

    private static IEnumerable<Hazard> Locks(FactId id) => id.Kind.Word is "table" or "foreign table" or "view" or "materialized view" ? [Hazard.Locks(id, LockMode.AccessExclusive)] : [];

    private static string Role(Fact fact) => fact.Payload["role"]!.Value.Text!;

    private static Ddl Own(Fact fact) =>
        new($"ALTER {DdlRules.Designation(fact.Id.Parent!)} OWNER TO {Findings.SqlName.Quoted(Role(fact))}");
}
