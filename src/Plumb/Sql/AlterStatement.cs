namespace Plumb.Sql;

/// <summary>The few <c>ALTER</c> statements that PostgreSQL refuses inside a transaction block.</summary>
internal static class AlterStatement
{
    /// <summary>The kind of the statement whose word ALTER is the current token.</summary>
    public static StatementKind Classify(ref SqlLexer lexer)
    {
        lexer.ReadCode();
        var isOutside = false;
        if (lexer.IsWord("system"))
        {
            isOutside = true;
        }
        else if (lexer.IsWord("table"))
        {
            isOutside = DetachesConcurrently(ref lexer);
        }
        else if (lexer.IsWord("database"))
        {
            isOutside = SetsTablespace(ref lexer);
        }
        else if (lexer.IsWord("subscription"))
        {
            isOutside = RefreshesSubscription(ref lexer);
        }

        return isOutside ? StatementKind.OtherOutsideTransaction : StatementKind.Ordinary;
    }

    /// <summary><c>DETACH PARTITION name CONCURRENTLY</c>, which always comes last.</summary>
    private static bool DetachesConcurrently(ref SqlLexer lexer)
    {
        if (!lexer.Rest.Contains("concurrently", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var detaches = false;
        var last = false;
        while (lexer.ReadCode() != SqlTokenKind.End)
        {
            detaches |= lexer.IsWord("detach");
            last = detaches && lexer.IsWord("concurrently");
        }

        return last;
    }

    private static bool SetsTablespace(ref SqlLexer lexer)
    {
        lexer.ReadCode();
        lexer.ReadCode();
        var sets = lexer.IsWord("set");
        lexer.ReadCode();
        return sets && lexer.IsWord("tablespace");
    }

    /// <summary>A refresh is its own command and the default of SET, ADD and DROP PUBLICATION.</summary>
    private static bool RefreshesSubscription(ref SqlLexer lexer)
    {
        lexer.ReadCode();
        lexer.ReadCode();
        if (lexer.IsWord("refresh"))
        {
            return true;
        }

        var changes = lexer.IsWord("set") || lexer.IsWord("add") || lexer.IsWord("drop");
        lexer.ReadCode();
        if (!changes || !lexer.IsWord("publication"))
        {
            return false;
        }

        while (lexer.ReadCode() != SqlTokenKind.End)
        {
            if (lexer.Kind == SqlTokenKind.OpenParenthesis)
            {
                return StatementOptions.IsSet(ref lexer, "refresh") ?? true;
            }
        }

        return true;
    }
}
