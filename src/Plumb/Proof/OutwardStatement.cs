using Plumb.Execution;
using Plumb.Sql;

namespace Plumb.Proof;

/// <summary>Recognises statements that reach out of their database: to files, programs, other servers, or the settings of the whole server.</summary>
/// <remarks>A first fence, for a chain whose role is a superuser; what code inside the database does, the server's own account limits.</remarks>
internal static class OutwardStatement
{
    private static readonly string[] Functions =
    [
        "pg_read_file", "pg_read_binary_file", "pg_ls_dir", "pg_stat_file", "lo_import", "lo_export", "dblink", "dblink_connect", "dblink_connect_u", "dblink_exec",
        "pg_reload_conf", "pg_rotate_logfile", "pg_promote", "pg_switch_wal", "pg_file_write",
    ];

    /// <summary>Whether a migration has such a statement.</summary>
    public static bool IsIn(PreparedMigration prepared) => prepared.Up.Statements.Any(static s => HowOf(s) is not null);

    /// <summary>How the statement reaches out; null when it does not.</summary>
    public static string? HowOf(Statement statement)
    {
        var lexer = new SqlLexer(statement.Span);
        lexer.ReadCode();
        if (lexer.IsWord("COPY"))
        {
            return OfCopy(ref lexer);
        }

        if (lexer.IsWord("ALTER") && lexer.ReadCode() != SqlTokenKind.End && lexer.IsWord("SYSTEM"))
        {
            return "ALTER SYSTEM changes the whole server";
        }

        lexer = new SqlLexer(statement.Span);
        lexer.ReadCode();
        if (lexer.IsWord("DROP") && lexer.ReadCode() != SqlTokenKind.End && lexer.IsWord("DATABASE"))
        {
            return "DROP DATABASE";
        }

        return OfFunctions(statement.Span);
    }

    private static string? OfCopy(ref SqlLexer lexer)
    {
        var way = "";
        while (lexer.ReadCode() != SqlTokenKind.End)
        {
            if (way.Length > 0)
            {
                return lexer.IsWord("PROGRAM") ? $"COPY {way} PROGRAM starts a program"
                    : lexer.Kind == SqlTokenKind.String ? $"COPY {way} a file of the server"
                    : null;
            }

            way = lexer.IsWord("FROM") ? "FROM" : lexer.IsWord("TO") ? "TO" : "";
        }

        return null;
    }

    // A function's body is only defined; the code of a DO block runs.
    private static string? OfFunctions(ReadOnlySpan<char> text, bool mayCopy = false)
    {
        var lexer = new SqlLexer(text);
        lexer.ReadCode();
        var isBlock = lexer.IsWord("DO");
        do
        {
            if (isBlock && lexer.Kind == SqlTokenKind.DollarString && OfFunctions(lexer.Token.Trim('$'), mayCopy: true) is { } inside)
            {
                return inside;
            }

            if (mayCopy && lexer.IsWord("COPY"))
            {
                var copy = lexer;
                if (OfCopy(ref copy) is { } how)
                {
                    return how;
                }
            }

            if (lexer.Kind == SqlTokenKind.Word && Functions.Contains(lexer.Token.ToString(), StringComparer.OrdinalIgnoreCase))
            {
                var name = lexer.Token.ToString();
                var ahead = lexer;
                if (ahead.ReadCode() == SqlTokenKind.OpenParenthesis)
                {
                    return $"{name}()";
                }
            }
        }
        while (lexer.ReadCode() != SqlTokenKind.End);
        return null;
    }
}
