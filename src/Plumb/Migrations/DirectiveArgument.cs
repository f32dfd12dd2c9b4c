using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Migrations;

/// <summary>What stands behind the word of a directive.</summary>
internal readonly struct DirectiveArgument
{
    private readonly PlumbComment directive;
    private readonly int start;

    /// <summary>Takes the rest of <paramref name="directive"/>.</summary>
    public DirectiveArgument(PlumbComment directive)
    {
        this.directive = directive;
        start = directive.WordStart + directive.WordLength;
        while (start < directive.End && char.IsWhiteSpace(Source.Text[start]))
        {
            start++;
        }
    }

    /// <summary>Without white space around it.</summary>
    public string Text => Source.Text[start..directive.End];

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => start == directive.End;

    /// <summary>Where it stands; of an empty one, its directive.</summary>
    public Place Place => IsEmpty ? directive.Place : Source.PlaceAt(start, directive.End - start);

    private SourceText Source => directive.Source;

    /// <summary>The names between commas, each with its place; a name may be empty when a comma is one too many.</summary>
    public IEnumerable<(string Name, Place Place)> Split()
    {
        for (var at = start; !IsEmpty && at <= directive.End;)
        {
            var comma = Source.Text.IndexOf(',', at, directive.End - at);
            var end = comma < 0 ? directive.End : comma;
            var name = Source.Text[at..end];
            var first = at + (name.Length - name.TrimStart().Length);
            name = name.Trim();
            yield return (name, Source.PlaceAt(name.Length == 0 ? Math.Min(end, directive.End - 1) : first, Math.Max(1, name.Length)));
            at = end + 1;
        }
    }

    /// <summary>The first word with its place, and the text behind it.</summary>
    public (string Hazard, Place Place, string Reason) SplitHazard()
    {
        var text = Text;
        var space = text.AsSpan().IndexOfAny(" \t\"");
        var hazard = space < 0 ? text : text[..space];
        return (hazard, Source.PlaceAt(start, Math.Max(1, hazard.Length)), space < 0 ? "" : text[space..].Trim());
    }
}
