using System.Globalization;
using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Aggregates.</summary>
internal sealed class AggregateRule() : DdlRule("aggregate")
{
    private static readonly string[] ForGood = ["kind_of_aggregate", "direct_arguments", "all_arguments", "stype", "finalfunc"];
    private static readonly string[] Flags = ["finalfunc_extra", "mfinalfunc_extra"];
    private static readonly string[] Functions = ["finalfunc", "combinefunc", "serialfunc", "deserialfunc", "msfunc", "minvfunc", "mfinalfunc"];

    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => new($"CREATE {Definition(fact)}");

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP {Designation(fact.Id)}");

    // PostgreSQL refuses another result, which follows from these.
    public override Ddl? Alter(Fact before, Fact after, PlanContext context) =>
        ForGood.All(p => before.Payload[p] == after.Payload[p])
            ? new($"CREATE OR REPLACE {Definition(after)}")
            : null;

    public override IEnumerable<string> Names(Fact fact) => [$"routine {fact.Payload["signature"]?.Text}"];

    public override string Designation(FactId id) => $"AGGREGATE {id.SqlName}({(id.Arguments is { Length: > 0 } arguments ? arguments : "*")})";

    private static string Definition(Fact fact)
    {
        var payload = fact.Payload;
        var arguments = payload["all_arguments"]?.Text is { Length: > 0 } all ? all : "*";
        return $"AGGREGATE {fact.Id.SqlName}({arguments}) (\n  {string.Join(",\n  ", Options(payload))}\n)";
    }

    private static IEnumerable<string> Options(Payload payload)
    {
        yield return $"SFUNC = {RoutineName.Of(payload["sfunc"]!.Value.Text!)}";
        yield return $"STYPE = {payload["stype"]}";
        foreach (var (property, word) in new[] { ("sspace", "SSPACE"), ("msspace", "MSSPACE") })
        {
            if (payload[property]?.Number is { } size)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{word} = {size}");
            }
        }

        foreach (var property in Functions)
        {
            if (payload[property]?.Text is { } function)
            {
                yield return $"{property.ToUpperInvariant()} = {RoutineName.Of(function)}";
            }
        }

        foreach (var word in Flags.Where(w => payload[w] is not null))
        {
            yield return word.ToUpperInvariant();
        }

        foreach (var (property, word) in new[] { ("finalfunc_modify", "FINALFUNC_MODIFY"), ("mfinalfunc_modify", "MFINALFUNC_MODIFY") })
        {
            if (payload[property]?.Text is { } letter)
            {
                yield return $"{word} = {letter switch { "r" => "READ_ONLY", "s" => "SHAREABLE", _ => "READ_WRITE" }}";
            }
        }

        foreach (var (property, word) in new[] { ("initcond", "INITCOND"), ("minitcond", "MINITCOND") })
        {
            if (payload[property]?.Text is { } value)
            {
                yield return $"{word} = {SqlLiteral.Of(value)}";
            }
        }

        if (payload["mstype"]?.Text is { } type)
        {
            yield return $"MSTYPE = {type}";
        }

        if (payload["sortop"]?.Text is { } sort)
        {
            yield return $"SORTOP = OPERATOR({RoutineName.Of(sort)})";
        }

        if (payload["parallel"]?.Text is { } parallel)
        {
            yield return $"PARALLEL = {parallel.ToUpperInvariant()}";
        }

        if (payload["kind_of_aggregate"]?.Text == "h")
        {
            yield return "HYPOTHETICAL";
        }
    }
}
