namespace Plumb.Sql;

/// <summary>A list of options in parentheses, as in <c>REINDEX (VERBOSE, CONCURRENTLY off)</c> or <c>WITH (refresh = false)</c>.</summary>
internal static class StatementOptions
{
    /// <summary>
    /// Reads from the opening parenthesis, the current token, to the closing one. Returns whether the boolean option
    /// <paramref name="name"/> is on; null when it is not named.
    /// </summary>
    public static bool? IsSet(ref SqlLexer lexer, string name)
    {
        bool? isSet = null;
        var depth = 1;
        while (depth > 0 && lexer.ReadCode() != SqlTokenKind.End)
        {
            if (isSet == true && IsFalse(in lexer))
            {
                isSet = false;
            }

            depth += lexer.Kind switch
            {
                SqlTokenKind.OpenParenthesis => 1,
                SqlTokenKind.CloseParenthesis => -1,
                _ => 0,
            };
            isSet = lexer.IsWord(name) ? true : isSet;
        }

        return isSet;
    }

    private static bool IsFalse(in SqlLexer lexer) =>
        lexer.IsWord("false") || lexer.IsWord("off") || lexer.Token is "0" or "'false'" or "'off'" or "'0'";
}
