using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Which columns of old rows logical replication sends.</summary>
internal sealed class ReplicaIdentityRule() : DdlRule("replica identity")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => Set(
        fact, fact.Payload["index"]?.Text is { } index ? $"USING INDEX {Findings.SqlName.Quoted(index)}" : fact.Payload["identity"]!.Value.Text!.ToUpperInvariant());

    public override Ddl Drop(Fact fact, PlanContext context) => context.Changes.Created(fact.Id) is null ? Set(fact, "DEFAULT") : Ddl.None;

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) => Create(after, [], context);

    private static Ddl Set(Fact fact, string what) =>
        new Ddl(AlterTable.Only(fact.Id.Parent!, $"REPLICA IDENTITY {what}")).With(Hazard.Locks(fact.Id.Parent!, LockMode.AccessExclusive));
}
