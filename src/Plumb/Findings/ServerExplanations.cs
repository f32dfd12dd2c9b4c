using Npgsql;

namespace Plumb.Findings;

/// <summary>The texts for what a server says, by SQLSTATE.</summary>
internal static partial class ServerExplanations
{
    /// <summary>The function of the server that executes RAISE.</summary>
    private const string RaiseStatement = "exec_stmt_raise";

    /// <summary>What <paramref name="error"/> means, raised by <paramref name="sent"/>.</summary>
    public static ServerExplanation Of(PostgresException error, SentStatement sent) => error.Routine is RaiseStatement ? Raised() : error.SqlState switch
    {
        PostgresErrorCodes.UndefinedTable => UndefinedTable(),
        PostgresErrorCodes.UndefinedColumn => UndefinedColumn(),
        PostgresErrorCodes.UndefinedFunction => UndefinedFunction(error),
        PostgresErrorCodes.UndefinedObject or PostgresErrorCodes.InvalidSchemaName => UndefinedObject(),
        PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateColumn or PostgresErrorCodes.DuplicateObject
            or PostgresErrorCodes.DuplicateSchema or PostgresErrorCodes.DuplicateFunction => DuplicateObject(),
        PostgresErrorCodes.SyntaxError => SyntaxError(),
        PostgresErrorCodes.InsufficientPrivilege => InsufficientPrivilege(error, sent),
        PostgresErrorCodes.ReadOnlySqlTransaction => ReadOnly(),
        PostgresErrorCodes.UniqueViolation => UniqueViolation(error, sent),
        PostgresErrorCodes.ForeignKeyViolation => ForeignKeyViolation(error, sent),
        PostgresErrorCodes.NotNullViolation => NotNullViolation(error),
        PostgresErrorCodes.CheckViolation => CheckViolation(error, sent),
        PostgresErrorCodes.ExclusionViolation => ExclusionViolation(error, sent),
        PostgresErrorCodes.DependentObjectsStillExist => DependentObjects(error),
        PostgresErrorCodes.InvalidTableDefinition => InvalidTableDefinition(error),
        PostgresErrorCodes.WrongObjectType => WrongObjectKind(),
        PostgresErrorCodes.LockNotAvailable => LockNotAvailable(),
        PostgresErrorCodes.QueryCanceled => QueryCancelled(error),
        PostgresErrorCodes.DeadlockDetected => Deadlock(),
        PostgresErrorCodes.FeatureNotSupported => NotSupported(error),
        _ => new(FindingCodes.StatementFailed),
    };

    /// <summary>Whatever SQLSTATE it chose: what raised it knows better why than anybody else.</summary>
    private static ServerExplanation Raised() => new(
        FindingCodes.StatementFailed,
        "a function, trigger or DO block raised this error itself");

    private static ServerExplanation LockNotAvailable() => new(
        FindingCodes.LockNotAvailable,
        "another session holds a lock that conflicts, and it did not let go in time",
        """
        see who has been in a transaction longest, and run again when it is done:
        SELECT pid, usename, application_name, state, xact_start, left(query, 60) FROM pg_stat_activity WHERE xact_start IS NOT NULL AND pid <> pg_backend_pid() ORDER BY xact_start;
        """);

    private static ServerExplanation QueryCancelled(PostgresException error) =>
        error.MessageText.Contains("timeout", StringComparison.OrdinalIgnoreCase)
            ? new(
                FindingCodes.QueryCancelled,
                "the statement ran longer than statement_timeout allows",
                "look at its plan with EXPLAIN, or allow it more time: SET LOCAL statement_timeout = '5min';")
            : new(FindingCodes.QueryCancelled, "somebody cancelled the statement", "run it again");

    private static ServerExplanation Deadlock() => new(
        FindingCodes.DeadlockDetected,
        "this session and another one each waited for a lock of the other; the server ended this one",
        "run it again; if it comes back, let both sides take their locks in the same order");
}
