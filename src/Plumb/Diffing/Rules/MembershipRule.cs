using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Memberships of roles in roles.</summary>
internal sealed class MembershipRule() : DdlRule("membership")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context)
    {
        string[] options =
        [
            .. fact.Payload["admin"] is null ? [] : new[] { context.Version >= 16 ? "ADMIN TRUE" : "ADMIN OPTION" },
            .. fact.Payload["no_inherit"] is null ? [] : new[] { "INHERIT FALSE" },
            .. fact.Payload["no_set"] is null ? [] : new[] { "SET FALSE" },
        ];
        return Changing(fact, $"GRANT {fact.Id.Name} TO {fact.Id.Parent!.SqlName}{(options.Length == 0 ? "" : $" WITH {string.Join(", ", options)}")}");
    }

    public override Ddl Drop(Fact fact, PlanContext context) => Changing(fact, $"REVOKE {fact.Id.Name} FROM {fact.Id.Parent!.SqlName}");

    // Its names are SQL already.
    public override IEnumerable<FactId> Needs(Fact fact, PlanSide side) => side.Facts.Where(f => ReferenceEquals(f.Id.Kind, FactKinds.Role) && f.Id.SqlName == fact.Id.Name).Select(static f => f.Id);

    private static Ddl Changing(Fact fact, string statement) => new Ddl(statement).With(new Hazard(HazardKind.Access, fact.Id.Parent!, $"what {fact.Id.Name} may do, it may do or not"));
}
