namespace Plumb.Sql;

/// <summary>Tells a <c>COPY</c> that reads rows from the client from every other.</summary>
internal static class CopyStatement
{
    /// <summary>
    /// Does the statement whose word COPY is the current token read from the client. The server takes <c>FROM STDOUT</c> for the same,
    /// and never reads rows into a query.
    /// </summary>
    public static bool ReadsStdin(ref SqlLexer lexer)
    {
        var depth = 0;
        var afterFrom = false;
        if (lexer.ReadCode() == SqlTokenKind.OpenParenthesis)
        {
            return false;
        }

        for (; lexer.Kind != SqlTokenKind.End; lexer.ReadCode())
        {
            if (lexer.Kind == SqlTokenKind.OpenParenthesis)
            {
                depth++;
            }
            else if (lexer.Kind == SqlTokenKind.CloseParenthesis)
            {
                depth--;
            }
            else if (depth == 0 && afterFrom && (lexer.IsWord("stdin") || lexer.IsWord("stdout")))
            {
                return true;
            }

            afterFrom = depth == 0 && lexer.IsWord("from");
        }

        return false;
    }
}
