using Plumb.Sql;

namespace Plumb.Checks;

/// <summary>
/// Sees to it that the SQL of <c>every row</c> is one closed expression: it is sent in parentheses among others, and must not
/// reach beyond its own.
/// </summary>
internal static class ConditionSyntax
{
    /// <summary>Where and why <paramref name="sql"/> cannot stand in parentheses; null when it can.</summary>
    public static (int Offset, int Length, string Why)? Fault(string sql)
    {
        var lexer = new SqlLexer(sql);
        var opened = new Stack<int>();
        while (lexer.ReadCode() != SqlTokenKind.End)
        {
            var (offset, length) = (lexer.Start, lexer.End - lexer.Start);
            switch (lexer.Kind)
            {
                case SqlTokenKind.OpenParenthesis:
                    opened.Push(offset);
                    break;
                case SqlTokenKind.CloseParenthesis when !opened.TryPop(out _):
                    return (offset, length, "closes a parenthesis that is not open");
                case SqlTokenKind.Semicolon:
                    return (offset, length, "ends the condition; it is one expression, not a statement");
                case var _ when !lexer.IsClosed:
                    return (offset, length, "is not closed on this line");
            }
        }

        return opened.TryPop(out var open) ? (open, 1, "is not closed on this line") : null;
    }
}
