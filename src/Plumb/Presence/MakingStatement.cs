using Plumb.Catalog;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Sql;

namespace Plumb.Presence;

/// <summary>Points to the statement of a migration that makes something: the first that says CREATE, ALTER or ADD and its name.</summary>
/// <remarks>It reads words, and is for pointing at a place; what a migration makes is learned by running it.</remarks>
internal static class MakingStatement
{
    /// <summary>Where it stands; null for what has no name of its own, or is named by the server.</summary>
    public static Place? Of(Migration migration, FactId id)
    {
        if (id.Kind.Naming is not (FactNaming.Alone or FactNaming.InSchema or FactNaming.InParent or FactNaming.BesideParent))
        {
            return null;
        }

        foreach (var statement in migration.Up.Statements)
        {
            if (statement.Span.Contains(id.Name, StringComparison.OrdinalIgnoreCase) && NameIn(statement, id.Name) is { } offset)
            {
                return statement.Source.PlaceAt(statement.Start + offset, id.Name.Length);
            }
        }

        return null;
    }

    private static int? NameIn(Statement statement, string name)
    {
        var lexer = new SqlLexer(statement.Span);
        lexer.ReadCode();
        if (!lexer.IsWord("CREATE") && !lexer.IsWord("ALTER"))
        {
            return null;
        }

        while (lexer.ReadCode() != SqlTokenKind.End)
        {
            if ((lexer.Kind == SqlTokenKind.Word && lexer.Token.Equals(name, StringComparison.OrdinalIgnoreCase))
                || (lexer.Kind == SqlTokenKind.QuotedIdentifier && lexer.Token[1..^1].SequenceEqual(name)))
            {
                return lexer.Start;
            }
        }

        return null;
    }
}
