using Npgsql;
using Plumb.Sql;

namespace Plumb.Execution;

/// <summary>Finds the statement with which a file touched Plumb's ledger, once the ledger is found to be broken.</summary>
internal static class LedgerMention
{
    /// <summary>The last of <paramref name="statements"/> that names <c>plumb</c>, be it in a string or a body; null when none does.</summary>
    public static Statement? In(IReadOnlyList<Statement> statements) => statements.LastOrDefault(static s => Names(s));

    /// <summary>True when a command of Plumb's own failed because something of the ledger is gone, or is not Plumb's any more.</summary>
    public static bool ExplainsFailure(StatementException failed) => failed is
    {
        Statement: null,
        Cause.SqlState: PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn
            or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.WrongObjectType,
    };

    private static bool Names(Statement statement)
    {
        var lexer = new SqlLexer(statement.Span);
        while (lexer.ReadCode() != SqlTokenKind.End)
        {
            if (lexer.Token.Contains("plumb", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
