using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Triggers. The copies that partitions have are facts where they are switched otherwise than the trigger above.</summary>
internal sealed class TriggerRule() : DdlRule("trigger")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => IsCopy(fact)
        ? Switched(fact, StateOf(fact))
        : WithState(fact, Text(fact));

    public override Ddl Drop(Fact fact, PlanContext context)
    {
        if (!IsCopy(fact))
        {
            return Locking(fact, $"DROP TRIGGER {Designation(fact.Id)["TRIGGER ".Length..]}");
        }

        // It is switched like the one above again, if that is still there.
        return Original(fact.Id, context.After) is { } original ? Switched(fact, StateOf(original)) : Ddl.None;
    }

    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        if (IsCopy(before) != IsCopy(after))
        {
            return null;
        }

        if (IsCopy(after) || before.Payload["definition"] == after.Payload["definition"])
        {
            return Switched(after, StateOf(after));
        }

        return IsConstraint(before) || IsConstraint(after) ? null : WithState(after, Text(after).Replace("CREATE TRIGGER", "CREATE OR REPLACE TRIGGER", StringComparison.Ordinal));
    }

    public override string Designation(FactId id) => $"TRIGGER {Findings.SqlName.Quoted(id.Name)} ON {id.Parent!.SqlName}";

    private static bool IsCopy(Fact fact) => fact.Payload["of_partition"] is not null;

    private static bool IsConstraint(Fact fact) => Text(fact).StartsWith("CREATE CONSTRAINT", StringComparison.Ordinal);

    private static string Text(Fact fact) => fact.Payload["definition"]!.Value.Text!;

    private static string StateOf(Fact fact) => fact.Payload["of_partition"]?.Text is { } letter
        ? letter switch { "D" => "DISABLE", "R" => "ENABLE REPLICA", "A" => "ENABLE ALWAYS", _ => "ENABLE" }
        : FiringState.Word(fact.Payload["state"]);

    private static Fact? Original(FactId copy, PlanSide side) =>
        side.Parts(copy.Parent!, "partition").SelectMany(static p => p.Dependencies).Select(table => new FactId(copy.Kind, table, copy.Name))
            .Select(above => side.Find(above) ?? Original(above, side)).FirstOrDefault(static f => f is not null);

    private static Ddl WithState(Fact fact, string statement) => fact.Payload["state"] is null
        ? Locking(fact, statement)
        : Locking(fact, statement, AlterTable.Of(fact.Id.Parent!, $"{StateOf(fact)} TRIGGER {Findings.SqlName.Quoted(fact.Id.Name)}"));

    private static Ddl Switched(Fact fact, string state) =>
        Locking(fact, IsCopy(fact) ? AlterTable.Only(fact.Id.Parent!, $"{state} TRIGGER {Findings.SqlName.Quoted(fact.Id.Name)}") : AlterTable.Of(fact.Id.Parent!, $"{state} TRIGGER {Findings.SqlName.Quoted(fact.Id.Name)}"));

    private static Ddl Locking(Fact fact, params SqlStatement[] statements) => new Ddl(statements).With(
        Hazard.Locks(fact.Id.Parent!, statements[0].Text.StartsWith("DROP", StringComparison.Ordinal) ? LockMode.AccessExclusive : LockMode.ShareRowExclusive));
}
