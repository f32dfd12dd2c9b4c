using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Checks;

/// <summary>Which statements may stand in a check: those that can be rolled back and give their rows to whoever asked.</summary>
internal static class StatementRules
{
    /// <summary>What is wrong with <paramref name="statement"/> in a check; null when nothing is.</summary>
    public static Finding? Refusal(Statement statement) => statement.Kind switch
    {
        StatementKind.Begin or StatementKind.Commit or StatementKind.Rollback or StatementKind.Savepoint or StatementKind.TwoPhase =>
            CheckFindings.TransactionControl(statement.Place),
        StatementKind.CopyFromStdin => CheckFindings.Copy(statement.Place),
        StatementKind.Ordinary => FirstWord(statement.Span).ToString().ToUpperInvariant() switch
        {
            "COPY" => CheckFindings.Copy(statement.Place),
            "PREPARE" or "DEALLOCATE" or "DISCARD" => CheckFindings.OutlastsRollback(statement.Place),
            _ => null,
        },
        _ => CheckFindings.OutsideTransaction(statement.Place),
    };

    /// <summary>True when <c>every row</c> can be evaluated over its rows.</summary>
    public static bool ReturnsRows(Statement statement) =>
        statement.Span.StartsWith("(", StringComparison.Ordinal)
        || ChangesRows(statement)
        || FirstWord(statement.Span).ToString().ToUpperInvariant() is "SELECT" or "VALUES" or "TABLE" or "WITH";

    /// <summary>True for <c>INSERT</c>, <c>UPDATE</c>, <c>DELETE</c> and <c>MERGE</c>, which may return rows too.</summary>
    public static bool ChangesRows(Statement statement) =>
        FirstWord(statement.Span).ToString().ToUpperInvariant() is "INSERT" or "UPDATE" or "DELETE" or "MERGE";

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> statement)
    {
        var length = 0;
        while (length < statement.Length && char.IsAsciiLetter(statement[length]))
        {
            length++;
        }

        return statement[..length];
    }
}
