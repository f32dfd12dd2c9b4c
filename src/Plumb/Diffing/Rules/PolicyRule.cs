using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Policies of row level security.</summary>
internal sealed class PolicyRule() : DdlRule("policy")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => Guarded(fact, string.Concat(
        $"CREATE {Designation(fact.Id)}",
        fact.Payload["restrictive"] is null ? "" : " AS RESTRICTIVE",
        fact.Payload["command"]?.Text is { } command and not "all" ? $" FOR {command.ToUpperInvariant()}" : "",
        fact.Payload["roles"] is null ? "" : Roles(fact),
        Clause(" USING", fact.Payload["using"]),
        Clause(" WITH CHECK", fact.Payload["check"])));

    public override Ddl Drop(Fact fact, PlanContext context) => Guarded(fact, $"DROP {Designation(fact.Id)}");

    // An expression can be put in the place of another, but not taken away.
    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        var (old, now) = (before.Payload, after.Payload);
        if (old["command"] != now["command"] || old["restrictive"] != now["restrictive"] || old["using"] is not null && now["using"] is null || old["check"] is not null && now["check"] is null)
        {
            return null;
        }

        return Guarded(after, string.Concat(
            $"ALTER {Designation(after.Id)}",
            old["roles"] == now["roles"] ? "" : Roles(after),
            old["using"] == now["using"] ? "" : Clause(" USING", now["using"]),
            old["check"] == now["check"] ? "" : Clause(" WITH CHECK", now["check"])));
    }

    public override string Designation(FactId id) => $"POLICY {Findings.SqlName.Quoted(id.Name)} ON {id.Parent!.SqlName}";

    private static string Roles(Fact fact) => $" TO {(fact.Payload["roles"] is { } roles ? string.Join(", ", roles.List.Select(RoleName.Of)) : "PUBLIC")}";

    private static string Clause(string words, FactValue? expression) => expression is null ? "" : $"{words} ({expression})";

    private static Ddl Guarded(Fact fact, string statement) => new Ddl(statement).With(
        Hazard.Locks(fact.Id.Parent!, LockMode.AccessExclusive), new(HazardKind.Access, fact.Id.Parent!, "who sees and changes which rows is decided otherwise"));
}
