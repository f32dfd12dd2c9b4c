using Plumb.Catalog;

namespace Plumb.Reporting.Differences;

/// <summary>How facts read on a line.</summary>
internal static class FactText
{
    /// <summary>Properties whose value says what it is.</summary>
    private static readonly string[] Speaking = ["definition", "type", "expression", "text", "role", "names", "bound", "label"];

    /// <summary>The name of a part inside its object: <c>column title, default</c>.</summary>
    public static string NameIn(FactId id, FactId whole, IEnumerable<string>? privileges = null)
    {
        var steps = new Stack<string>();
        for (var at = id; at is not null && !at.Equals(whole); at = at.Parent)
        {
            steps.Push(StepOf(at, privileges));
        }

        return string.Join(", ", steps);
    }

    /// <summary>The properties in one line; empty for a fact that its name says whole.</summary>
    public static string ValueOf(Payload payload)
    {
        if (payload["definition"] is { } definition)
        {
            return OneLine(definition.ToString());
        }

        return string.Join(", ", payload.Select(static p => p.Value switch
        {
            { Kind: FactValueKind.Boolean, Boolean: true } => Words(p.Name),
            { Kind: FactValueKind.Boolean } => $"not {Words(p.Name)}",
            _ when Speaking.Contains(p.Name, StringComparer.Ordinal) => OneLine(p.Value.ToString()),
            _ => $"{Words(p.Name)} {OneLine(p.Value.ToString())}",
        }));
    }

    /// <summary>A value of a property, or what stands for its default.</summary>
    public static string ValueOf(FactValue? value, FactValue? other) => (value, other) switch
    {
        (null, { Kind: FactValueKind.Boolean } opposite) => opposite.Boolean ? "no" : "yes",
        (null, _) => "–",
        ({ Kind: FactValueKind.Boolean } known, _) => known.Boolean ? "yes" : "no",
        ({ } known, _) => known.ToString().TrimEnd('\n'),
    };

    /// <summary>The name of a property for people.</summary>
    public static string Words(string property) => property.Replace('_', ' ');

    /// <summary>How many of a kind: <c>2 policies</c>.</summary>
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : string.Create(null, $"{number} {Plural(noun)}");

    private static string StepOf(FactId id, IEnumerable<string>? privileges) => id.Kind.Naming switch
    {
        FactNaming.OfParent => id.Kind.Word,
        FactNaming.Privilege => $"{id.Kind.Word} {string.Join(", ", privileges ?? [id.Arguments!])} {(ReferenceEquals(id.Kind, FactKinds.Revoke) ? "from" : "to")} {Grantee(id.Name)}",
        FactNaming.Link => $"{id.Kind.Word} {id.Name}",
        _ => $"{id.Kind.Word} {Plumb.Findings.SqlName.Quoted(id.Name)}{(id.Arguments is null ? "" : $"({id.Arguments})")}",
    };

    private static string Grantee(string name) => name is "public" ? "PUBLIC" : Plumb.Findings.SqlName.Quoted(name);

    private static string Plural(string noun) => noun switch
    {
        "statistics" or "row security" or "default privileges" => noun,
        [.., 'y'] => $"{noun[..^1]}ies",
        [.., 's' or 'x'] => $"{noun}es",
        _ => $"{noun}s",
    };

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
