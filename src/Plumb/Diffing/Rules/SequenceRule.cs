using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Sequences. That of an identity column comes, changes and goes with it.</summary>
internal sealed class SequenceRule() : DdlRule("sequence")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context)
    {
        if (IsOfIdentity(fact))
        {
            return Ddl.None;
        }

        string[] words = [fact.Payload["unlogged"] is null ? "CREATE SEQUENCE" : "CREATE UNLOGGED SEQUENCE", fact.Id.SqlName, .. SequenceOptions.Of(fact.Payload, withType: true)];
        return new(string.Join(' ', words));
    }

    public override Ddl Drop(Fact fact, PlanContext context) => IsOfIdentity(fact)
        ? Ddl.None
        : new Ddl($"DROP SEQUENCE {fact.Id.SqlName}").With(new Hazard(HazardKind.DataLoss, fact.Id, "its position is lost"));

    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        if (IsOfIdentity(before) != IsOfIdentity(after))
        {
            return null;
        }

        var statements = new List<SqlStatement>();
        var type = before.Payload["type"] == after.Payload["type"] ? [] : new[] { $"AS {after.Payload["type"]}" };
        var options = type.Concat(SequenceOptions.Changes(before.Payload, after.Payload)).ToList();
        if (options.Count > 0)
        {
            statements.Add($"ALTER SEQUENCE {after.Id.SqlName} {string.Join(' ', options)}");
        }

        if (before.Payload["unlogged"] != after.Payload["unlogged"])
        {
            statements.Add($"ALTER SEQUENCE {after.Id.SqlName} SET {(after.Payload["unlogged"] is null ? "LOGGED" : "UNLOGGED")}");
        }

        return new(statements);
    }

    public override IEnumerable<string> Names(Fact fact) => [RelationNames.Of(fact.Id)];

    public override IEnumerable<FactId> GoesWith(Fact fact, PlanSide side) =>
        (IsOfIdentity(fact) ? fact : side.Part(fact.Id, "owned by"))?.Dependencies ?? [];

    public override string? Loss(Fact fact, PlanContext context) => IsOfIdentity(fact) ? null : "its position";

    public static bool IsOfIdentity(Fact fact) => fact.Payload["of_identity"] is not null;
}
