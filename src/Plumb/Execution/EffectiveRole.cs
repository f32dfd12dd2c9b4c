using Plumb.Sql;

namespace Plumb.Execution;

/// <summary>Tells as which role a statement of a script ran, from the <c>SET ROLE</c> before it.</summary>
internal static class EffectiveRole
{
    /// <summary>The role of <paramref name="statement"/>.</summary>
    /// <param name="script">What ran.</param>
    /// <param name="statement">One of its statements; null for what Plumb itself ran.</param>
    /// <param name="login">The role with which the session began.</param>
    public static string At(PreparedScript script, Statement? statement, string login)
    {
        var role = login;
        foreach (var before in script.Statements.TakeWhile(s => s != statement))
        {
            var lexer = new SqlLexer(before.Span);
            lexer.ReadCode();
            var resets = lexer.IsWord("RESET");
            if (!resets && !lexer.IsWord("SET"))
            {
                continue;
            }

            lexer.ReadCode();
            if (lexer.IsWord("LOCAL") || lexer.IsWord("SESSION"))
            {
                lexer.ReadCode();
            }

            if (!lexer.IsWord("ROLE"))
            {
                continue;
            }

            lexer.ReadCode();
            role = resets || lexer.IsWord("NONE") ? login : lexer.Kind == SqlTokenKind.Word ? lexer.Token.ToString().ToLowerInvariant() : lexer.Token.Trim("\"'").ToString();
        }

        return role;
    }
}
