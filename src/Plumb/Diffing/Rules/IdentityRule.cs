using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Identity columns with the options of their sequences.</summary>
internal sealed class IdentityRule() : DdlRule("identity")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => Act(fact, $"ADD {Definition(fact)}", Persistence(fact));

    public override Ddl Drop(Fact fact, PlanContext context) => Act(fact, "DROP IDENTITY").With(new Hazard(HazardKind.DataLoss, fact.Id.Parent!, "the position of its sequence is lost"));

    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        if (before.Payload["sequence"] != after.Payload["sequence"])
        {
            return null;
        }

        var options = SequenceOptions.Changes(before.Payload, after.Payload).Select(static o => $"SET {o}");
        var generated = before.Payload["generated"] == after.Payload["generated"] ? [] : new[] { $"SET GENERATED {after.Payload["generated"]!.Value.Text!.ToUpperInvariant()}" };
        var actions = generated.Concat(options).ToList();
        var persistence = before.Payload["persistence"] == after.Payload["persistence"] ? null : Persistence(after) ?? "";
        return before.Payload["type"] != after.Payload["type"]
            ? Act(after, string.Join(' ', actions), persistence, $"ALTER SEQUENCE {after.Payload["sequence"]} AS {after.Payload["type"]}")
            : Act(after, string.Join(' ', actions), persistence);
    }

    public override bool IsWrittenWithParent(Fact fact, PlanContext context) => fact.Payload["persistence"] is null && !Lineage.Comes(fact.Id.Parent!, context);

    public override IEnumerable<string> Names(Fact fact) => [$"relation {fact.Payload["sequence"]}"];

    public override string? Loss(Fact fact, PlanContext context) => "the position of its sequence";

    /// <summary>How it is written behind the column's type.</summary>
    public static string Definition(Fact fact)
    {
        string[] options = [$"SEQUENCE NAME {fact.Payload["sequence"]}", .. SequenceOptions.Of(fact.Payload, withType: false)];
        return $"GENERATED {fact.Payload["generated"]!.Value.Text!.ToUpperInvariant()} AS IDENTITY ({string.Join(' ', options)})";
    }

    private static string? Persistence(Fact fact) => fact.Payload["persistence"]?.Text is { } persistence ? $"ALTER SEQUENCE {fact.Payload["sequence"]} SET {persistence.ToUpperInvariant()}" : null;

    private static Ddl Act(Fact fact, string action, params IEnumerable<string?> others)
    {
        var column = fact.Id.Parent!;
        SqlStatement[] statements = [.. action.Length > 0 ? [AlterTable.Column(column, action)] : Array.Empty<SqlStatement>(), .. others.Where(static o => !string.IsNullOrEmpty(o)).Select(static o => (SqlStatement)o!)];
        return new Ddl(statements).With(Hazard.Locks(column.Parent!, LockMode.AccessExclusive));
    }
}
