using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Diagnosis;

/// <summary>The body of a function as it stands in a file, in quotes of either kind.</summary>
/// <param name="Source">The file.</param>
/// <param name="Start">Offset behind the opening quote: the server counts lines from here.</param>
/// <param name="Length">Characters up to the closing quote.</param>
internal sealed record RoutineBodyText(SourceText Source, int Start, int Length)
{
    /// <summary>The text between the quotes.</summary>
    public string Text => Source.Text.Substring(Start, Length);

    /// <summary>The body that a <c>CREATE FUNCTION</c> gives behind <c>AS</c>; null when it has none in quotes.</summary>
    public static RoutineBodyText? Of(Statement statement)
    {
        var lexer = new SqlLexer(statement.Span);
        var follows = false;
        while (lexer.ReadCode() != SqlTokenKind.End)
        {
            if (follows && lexer.Kind is SqlTokenKind.DollarString or SqlTokenKind.String)
            {
                var token = lexer.Token;
                var open = lexer.Kind == SqlTokenKind.String ? token.IndexOf('\'') + 1 : token[1..].IndexOf('$') + 2;
                var close = lexer.Kind == SqlTokenKind.String ? 1 : open;
                return token.Length < open + close ? null : new(statement.Source, statement.Start + lexer.Start + open, token.Length - open - close);
            }

            follows = lexer.IsWord("AS");
        }

        return null;
    }

    /// <summary>The place of an offset in the body, underlining the word there.</summary>
    public Place WordAt(int offset)
    {
        var place = Source.PlaceAt(Start + offset);
        return place with { Length = SqlWord.LengthAt(place.SourceLine, place.Column - 1) };
    }
}
