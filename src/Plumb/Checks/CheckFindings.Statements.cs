using Plumb.Findings;

namespace Plumb.Checks;

/// <summary>The texts about statements that cannot stand in a check.</summary>
internal static partial class CheckFindings
{
    public static Finding TransactionControl(Place place) => Error(
        FindingCodes.StatementNotForChecks,
        "a check cannot control transactions",
        place,
        "every check runs inside a savepoint and is rolled back; this statement would end the migration's own transaction",
        "remove it: what the check does is rolled back anyway");

    public static Finding OutsideTransaction(Place place) => Error(
        FindingCodes.StatementNotForChecks,
        "this statement cannot run inside a transaction, and a check always does",
        place,
        "a check leaves nothing behind, and what this statement does could not be rolled back",
        "move it to the migration, or to a revert script");

    public static Finding OutlastsRollback(Place place) => Error(
        FindingCodes.StatementNotForChecks,
        "what this statement does to the session outlasts a rollback",
        place,
        "a check leaves nothing behind, neither in the database nor in the session",
        "write out the statement that it prepares, or leave it out");

    public static Finding Copy(Place place) => Error(
        FindingCodes.StatementNotForChecks,
        "COPY cannot stand in a check",
        place,
        "it moves rows past the result that would be judged",
        "read with SELECT; in a test, write with INSERT … VALUES");

    public static Finding EveryRowNeedsQuery(Place place) => Error(
        FindingCodes.EveryRowNeedsQuery,
        "`every row` needs a query, and the last statement is none",
        place,
        "PostgreSQL evaluates the condition over the rows of a SELECT, VALUES, TABLE or WITH, or over those that RETURNING gives",
        "make the last statement a query, or expect something else: rows, value X, succeeds");
}
