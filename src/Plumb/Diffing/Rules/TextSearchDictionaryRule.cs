using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Text search dictionaries.</summary>
internal sealed class TextSearchDictionaryRule() : DdlRule("text search dictionary")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) =>
        new($"CREATE {Designation(fact.Id)} ({string.Join(", ", Options(fact).Prepend($"TEMPLATE = {fact.Payload["template"]}"))})");

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP {Designation(fact.Id)}");

    // An option without a value goes.
    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        if (before.Payload["template"] != after.Payload["template"])
        {
            return null;
        }

        var gone = Options(before).Select(Name).Except(Options(after).Select(Name), StringComparer.Ordinal);
        var set = Options(after).Except(Options(before), StringComparer.Ordinal);
        return new($"ALTER {Designation(after.Id)} ({string.Join(", ", gone.Concat(set))})");
    }

    private static IReadOnlyList<string> Options(Fact fact) => SqlList.Split(fact.Payload["options"]?.Text ?? "");

    private static string Name(string option) => option.Split(" = ")[0];
}
