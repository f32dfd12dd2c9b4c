using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Text search configurations.</summary>
internal sealed class TextSearchConfigurationRule() : DdlRule("text search configuration")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) =>
        new([$"CREATE {Designation(fact.Id)} (PARSER = {fact.Payload["parser"]})", .. Mappings(fact).Select(m => Mapping(fact, "ADD", m))]);

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP {Designation(fact.Id)}");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        if (before.Payload["parser"] != after.Payload["parser"])
        {
            return null;
        }

        var (old, now) = (Mappings(before), Mappings(after));
        return new([
            .. old.Where(m => !now.ContainsKey(m.Key)).Select(m => (SqlStatement)$"ALTER {Designation(after.Id)} DROP MAPPING FOR {m.Key}"),
            .. now.Where(m => !old.TryGetValue(m.Key, out var was) || was != m.Value).Select(m => Mapping(after, old.ContainsKey(m.Key) ? "ALTER" : "ADD", m)),
        ]);
    }

    private SqlStatement Mapping(Fact fact, string verb, KeyValuePair<string, string> mapping) => $"ALTER {Designation(fact.Id)} {verb} MAPPING FOR {mapping.Key} WITH {mapping.Value}";

    // Each is listed as token: dictionary, dictionary.
    private static SortedDictionary<string, string> Mappings(Fact fact) =>
        new((fact.Payload["mappings"]?.List ?? []).ToDictionary(static m => m.Split(": ", 2)[0], static m => m.Split(": ", 2)[1], StringComparer.Ordinal), StringComparer.Ordinal);
}
