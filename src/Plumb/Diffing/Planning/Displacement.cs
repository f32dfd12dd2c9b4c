using System.Text;
using Plumb.Catalog;
using Plumb.Findings;

namespace Plumb.Diffing.Planning;

/// <summary>The name under which an object waits until nothing needs it any more, while its successor has taken its own.</summary>
internal static class Displacement
{
    private const string Mark = "~";
    private const int LongestName = 63;

    /// <summary>Gives the name free.</summary>
    public static IEnumerable<SqlStatement> Of(Change created)
    {
        var aside = SqlName.Quoted(Moved(created.Fact).Id.Name);
        return created.Rule.MovesAlong(created.Counterpart!.Fact, aside).Prepend($"ALTER {created.Rule.Designation(created.Id)} RENAME TO {aside}");
    }

    /// <summary>A name for what waits.</summary>
    public static string Aside(string name) => Shortened(name) + Mark;

    /// <summary>The object under its other name.</summary>
    public static Fact Moved(Fact fact) => new(new FactId(fact.Id.Kind, fact.Id.Parent, Aside(fact.Id.Name), fact.Id.Arguments), fact.Payload, fact.Dependencies);

    private static string Shortened(string name)
    {
        while (Encoding.UTF8.GetByteCount(name) + Mark.Length > LongestName)
        {
            name = name[..^(char.IsLowSurrogate(name[^1]) ? 2 : 1)];
        }

        return name;
    }
}
