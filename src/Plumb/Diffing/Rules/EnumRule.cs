using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Enums. Labels are added in place; others than that take a new type.</summary>
internal sealed class EnumRule() : DdlRule("enum")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) =>
        new($"CREATE TYPE {fact.Id.SqlName} AS ENUM ({string.Join(", ", Labels(fact).Select(SqlLiteral.Of))})");

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP TYPE {fact.Id.SqlName}");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        var (old, now) = (Labels(before), Labels(after));
        if (!now.Where(l => old.Contains(l, StringComparer.Ordinal)).SequenceEqual(old, StringComparer.Ordinal))
        {
            return null;
        }

        var added = now.Index().Where(l => !old.Contains(l.Item, StringComparer.Ordinal)).ToList();
        var statements = added.Select(l => (SqlStatement)$"ALTER TYPE {after.Id.SqlName} ADD VALUE {SqlLiteral.Of(l.Item)}{Place(now, old, l.Index)}");
        return new([.. statements]) { OutsideTransaction = added.Any(l => IsUsed(after.Id, l.Item, context)) };
    }

    public override bool MovesAside(Fact fact) => true;

    public override IEnumerable<string> Names(Fact fact) => [RelationNames.OfType(fact.Id)];

    public override string Designation(FactId id) => $"TYPE {id.SqlName}";

    private static IReadOnlyList<string> Labels(Fact fact) => fact.Payload["labels"]!.Value.List;

    // Those before it are there by then; the first goes before the first that was there.
    private static string Place(IReadOnlyList<string> now, IReadOnlyList<string> old, int index) =>
        index > 0 ? $" AFTER {SqlLiteral.Of(now[index - 1])}" : old.Count > 0 ? $" BEFORE {SqlLiteral.Of(old[0])}" : "";

    // A label can be used once the transaction that added it has ended.
    private static bool IsUsed(FactId type, string label, PlanContext context)
    {
        var literal = $"{SqlLiteral.Of(label)}::{type.SqlName}";
        return context.After.Facts.Any(f => f.Payload.Any(p => p.Value.Text is { } text
            && (text.Contains(literal, StringComparison.Ordinal) || f.Id.Kind.Word == "partition" && text.Contains(SqlLiteral.Of(label), StringComparison.Ordinal))));
    }
}
