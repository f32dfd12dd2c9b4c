using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Operator families, and those of their members that belong to no class.</summary>
internal sealed class OperatorFamilyRule() : DdlRule("operator family")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context)
    {
        SqlStatement create = $"CREATE {Designation(fact.Id)}";
        return Members(fact).Count == 0 ? new(create) : new(create, Alter(fact, "ADD", Members(fact)));
    }

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP {Designation(fact.Id)}");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        var gone = Members(before).Except(Members(after), StringComparer.Ordinal).Select(Slot).ToList();
        var come = Members(after).Except(Members(before), StringComparer.Ordinal).ToList();
        var statements = new List<SqlStatement>();
        if (gone.Count > 0)
        {
            statements.Add(Alter(after, "DROP", gone));
        }

        if (come.Count > 0)
        {
            statements.Add(Alter(after, "ADD", come));
        }

        return new(statements);
    }

    public override string Designation(FactId id) => $"OPERATOR FAMILY {id.SqlName} USING {Findings.SqlName.Quoted(id.Arguments!)}";

    private SqlStatement Alter(Fact fact, string verb, IEnumerable<string> members) => $"ALTER {Designation(fact.Id)} {verb} {string.Join(", ", members)}";

    private static IReadOnlyList<string> Members(Fact fact) => fact.Payload["members"]?.List ?? [];

    // OPERATOR 1 public.<(integer,bigint) holds the place OPERATOR 1 (integer,bigint); FUNCTION 1 (integer, bigint) f(…) the place before f.
    private static string Slot(string member)
    {
        var words = member.Split(' ', 3);
        if (words[0] == "FUNCTION")
        {
            return member[..(member.IndexOf(") ", StringComparison.Ordinal) + 1)];
        }

        var operands = words[2].Split(" FOR ORDER BY ")[0];
        return $"OPERATOR {words[1]} {operands[operands.LastIndexOf('(')..]}";
    }
}
