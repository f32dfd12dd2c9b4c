namespace Plumb.Sql;

/// <summary>Follows <c>SET standard_conforming_strings</c>, which decides whether a backslash escapes in plain strings.</summary>
internal static class StringSetting
{
    private const string Name = "standard_conforming_strings";

    /// <summary>
    /// Whether backslashes escape after <paramref name="statement"/>; null when it says nothing about it. SET, SET SESSION, RESET and
    /// DISCARD ALL are understood; that a transaction may take the setting back is not.
    /// </summary>
    public static bool? BackslashEscapesAfter(ReadOnlySpan<char> statement)
    {
        if (statement.Length < 4 || (statement[0] | 0x20) is not ('s' or 'r' or 'd') || (statement[1] | 0x20) is not ('e' or 'i')
            || (statement[2] | 0x20) is not ('t' or 's'))
        {
            return null;
        }

        var lexer = new SqlLexer(statement);
        lexer.ReadCode();
        return lexer.IsWord("set") ? AfterSet(ref lexer)
            : lexer.IsWord("reset") ? AfterReset(ref lexer)
            : lexer.IsWord("discard") && lexer.ReadCode() == SqlTokenKind.Word && lexer.IsWord("all") ? false
            : null;
    }

    private static bool? AfterReset(ref SqlLexer lexer)
    {
        lexer.ReadCode();
        return lexer.IsWord(Name) || lexer.IsWord("all") ? false : null;
    }

    private static bool? AfterSet(ref SqlLexer lexer)
    {
        lexer.ReadCode();
        if (lexer.IsWord("session") || lexer.IsWord("local"))
        {
            lexer.ReadCode();
        }

        if (!lexer.IsWord(Name))
        {
            return null;
        }

        lexer.ReadCode();
        lexer.ReadCode();
        return IsFalse(lexer.Token.Trim('\''));
    }

    private static bool IsFalse(ReadOnlySpan<char> value) =>
        value.Equals("off", StringComparison.OrdinalIgnoreCase)
        || value.Equals("false", StringComparison.OrdinalIgnoreCase)
        || value.Equals("no", StringComparison.OrdinalIgnoreCase)
        || value is "0";
}
