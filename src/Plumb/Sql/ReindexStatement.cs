namespace Plumb.Sql;

/// <summary>
/// <c>REINDEX</c> runs outside a transaction block when it is concurrent or covers more than one table. That a named table or index is
/// partitioned, which the server refuses too, cannot be seen in the text.
/// </summary>
internal static class ReindexStatement
{
    /// <summary>The kind of the statement whose word REINDEX is the current token.</summary>
    public static StatementKind Classify(ref SqlLexer lexer)
    {
        lexer.ReadCode();
        if (lexer.Kind == SqlTokenKind.OpenParenthesis)
        {
            if (StatementOptions.IsSet(ref lexer, "concurrently") == true)
            {
                return StatementKind.ReindexOutsideTransaction;
            }

            lexer.ReadCode();
        }

        if (lexer.IsWord("database") || lexer.IsWord("system") || lexer.IsWord("schema"))
        {
            return StatementKind.ReindexOutsideTransaction;
        }

        lexer.ReadCode();
        return lexer.IsWord("concurrently") ? StatementKind.ReindexOutsideTransaction : StatementKind.Ordinary;
    }
}
