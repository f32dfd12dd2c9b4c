using Plumb.Sql;

namespace Plumb.Execution;

/// <summary>The names in <c>CREATE INDEX CONCURRENTLY</c>, as they are written.</summary>
/// <param name="Name">The index, quoted if the file quotes it.</param>
/// <param name="Table">The table with its schema, quoted if the file quotes it.</param>
internal sealed record ConcurrentIndex(string Name, string Table)
{
    /// <summary>Reads <c>CREATE [UNIQUE] INDEX CONCURRENTLY [IF NOT EXISTS] name ON [ONLY] table</c>; null when the index has no name.</summary>
    public static ConcurrentIndex? Of(Statement statement)
    {
        var lexer = new SqlLexer(statement.Span);
        while (lexer.ReadCode() != SqlTokenKind.End && !lexer.IsWord("CONCURRENTLY"))
        {
        }

        lexer.ReadCode();
        if (lexer.IsWord("IF"))
        {
            lexer.ReadCode();
            lexer.ReadCode();
            lexer.ReadCode();
        }

        if (lexer.IsWord("ON") || lexer.Kind == SqlTokenKind.End)
        {
            return null;
        }

        var name = lexer.Token.ToString();
        lexer.ReadCode();
        lexer.ReadCode();
        if (lexer.IsWord("ONLY"))
        {
            lexer.ReadCode();
        }

        var table = lexer.Token.ToString();
        while (lexer.ReadCode() == SqlTokenKind.Symbol && lexer.Token is ".")
        {
            lexer.ReadCode();
            table = $"{table}.{lexer.Token}";
        }

        return new ConcurrentIndex(name, table);
    }
}
