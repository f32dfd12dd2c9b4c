using Plumb.Migrations;
using Plumb.Sql;

namespace Plumb.Presence;

/// <summary>Finds the statements of a migration that write rows, which no comparison of schemas shows.</summary>
/// <remarks>It reads first words, and decides nothing: rows that a function or a <c>DO</c> block writes are not found.</remarks>
internal static class UnshownRows
{
    /// <summary>The statements, in order.</summary>
    public static IReadOnlyList<Statement> Of(Migration migration) => [.. migration.Up.Statements.Where(WritesRows)];

    private static bool WritesRows(Statement statement)
    {
        if (statement.Kind == StatementKind.CopyFromStdin)
        {
            return true;
        }

        var lexer = new SqlLexer(statement.Span);
        lexer.ReadCode();
        if (IsWriting(lexer))
        {
            return true;
        }

        var isQuery = lexer.IsWord("WITH");
        while (isQuery && lexer.ReadCode() != SqlTokenKind.End)
        {
            if (IsWriting(lexer))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWriting(in SqlLexer lexer) =>
        lexer.IsWord("INSERT") || lexer.IsWord("UPDATE") || lexer.IsWord("DELETE") || lexer.IsWord("MERGE") || lexer.IsWord("TRUNCATE") || lexer.IsWord("COPY");
}
