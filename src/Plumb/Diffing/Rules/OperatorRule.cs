using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Operators. Of two that name each other, the first makes a shell of the second; dropping one lets the other forget it.</summary>
internal sealed class OperatorRule() : DdlRule("operator")
{
    private static readonly string[] Estimators = ["restrict", "join"];
    private static readonly string[] Partners = ["commutator", "negator"];
    private static readonly string[] Flags = ["hashes", "merges"];

    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => new($"CREATE OPERATOR {Name(fact.Id)} ({string.Join(", ", Options(fact))})");

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP {Designation(fact.Id)}");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        var (old, now) = (before.Payload, after.Payload);
        if (old["function"] != now["function"] || old["hashes"] != now["hashes"] || old["merges"] != now["merges"]
            || !FollowsByItself(old["commutator"], now["commutator"], context) || !FollowsByItself(old["negator"], now["negator"], context))
        {
            return null;
        }

        var options = Estimators.Where(p => old[p] != now[p]).Select(p => $"{p.ToUpperInvariant()} = {(now[p]?.Text is { } function ? RoutineName.Of(function) : "NONE")}").ToList();
        return options.Count == 0 ? Ddl.None : new($"ALTER {Designation(after.Id)} SET ({string.Join(", ", options)})");
    }

    public override IEnumerable<string> Names(Fact fact) => [Designation(fact.Id)];

    public override string Designation(FactId id) => $"OPERATOR {Name(id)} ({id.Arguments})";

    // As the partner that it named goes, or the one that it is to name comes and names it.
    private static bool FollowsByItself(FactValue? before, FactValue? after, PlanContext context) =>
        before == after || (before is null || IsMissing(before, context.After)) && (after is null || IsMissing(after, context.Before));

    private static bool IsMissing(FactValue? partner, PlanSide side) =>
        !side.Facts.Any(f => f.Id.Kind.Word == "operator" && $"{Name(f.Id)}({f.Id.Arguments?.Replace(", ", ",", StringComparison.Ordinal)})" == partner?.Text);

    private static string Name(FactId id) => $"{id.Parent!.SqlName}.{id.Name}";

    private static IEnumerable<string> Options(Fact fact)
    {
        var payload = fact.Payload;
        yield return $"FUNCTION = {RoutineName.Of(payload["function"]!.Value.Text!)}";
        var operands = SqlList.Split(fact.Id.Arguments!);
        foreach (var (operand, word) in operands.Zip(["LEFTARG", "RIGHTARG"]).Where(static o => o.First != "NONE"))
        {
            yield return $"{word} = {operand}";
        }

        foreach (var property in Partners)
        {
            if (payload[property]?.Text is { } partner)
            {
                yield return $"{property.ToUpperInvariant()} = OPERATOR({RoutineName.Of(partner)})";
            }
        }

        foreach (var property in Estimators)
        {
            if (payload[property]?.Text is { } function)
            {
                yield return $"{property.ToUpperInvariant()} = {RoutineName.Of(function)}";
            }
        }

        foreach (var property in Flags.Where(p => payload[p] is not null))
        {
            yield return property.ToUpperInvariant();
        }
    }
}
