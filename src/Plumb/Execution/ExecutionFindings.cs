using Npgsql;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Sql;

namespace Plumb.Execution;

/// <summary>The texts of what can go wrong while migrations run.</summary>
internal static class ExecutionFindings
{
    public static Finding InnerTransactionControl(Statement statement) =>
        new(FindingCodes.InnerTransactionControl, Severity.Error, $"{Head(statement)} inside a script")
        {
            Place = statement.Place,
            Meaning = "Plumb runs each file in one transaction together with its checks and the ledger; only a BEGIN as the first "
                + "and a COMMIT as the last statement of the file are understood, and left out",
            Help = "remove the statement, or split the file at this place; SAVEPOINT and ROLLBACK TO are allowed",
        };

    public static Finding UnnamedConcurrentIndex(Statement statement) =>
        new(FindingCodes.UnnamedConcurrentIndex, Severity.Error, "an index that is built concurrently has no name")
        {
            Place = statement.Place,
            Meaning = "an interrupted build leaves an INVALID index, which can be found and replaced only by its name",
            Help = "write CREATE INDEX CONCURRENTLY name ON …",
        };

    public static Finding JournalContradicts(Statement statement, Change change) =>
        new(FindingCodes.JournalContradicts, Severity.Error, $"{change.Migration.Id} was changed before the place where its last run stopped")
        {
            Place = statement.Place,
            Meaning = "this statement has run already, with another text; the statements that have not run may be changed, it may not",
            Help = $"restore the statement and run: plumb up --only {change.Migration.Id}\nor take back what was done: plumb down",
        };

    public static Finding NotTransactional(Migration migration) =>
        new(FindingCodes.NotTransactional, Severity.Error, $"{migration.Id} cannot run in a transaction, and --atomic asks for one")
        {
            Place = migration.Up.Source.PlaceAt(0),
            Meaning = "PostgreSQL refuses some of its statements inside a transaction block, so it cannot be rolled back with the others",
            Help = $"run it alone first: plumb up --only {migration.Id}\nor leave --atomic out",
        };

    public static Finding CannotBeAtomic(StatementException failed) =>
        new(FindingCodes.NotTransactional, Severity.Error, failed.Cause.MessageText)
        {
            Place = failed.Statement?.Place,
            SqlState = failed.Cause.SqlState,
            Meaning = "the statement cannot share the one transaction that --atomic asks for; everything was rolled back",
            Help = "run: plumb up",
        };

    public static Finding StatementFailed(Finding finding, Change change)
    {
        var again = $"mend it, then run: {Command(change)}";
        return finding with
        {
            Meaning = finding.Meaning ?? "the server refused the statement; everything that the file did before it was rolled back",
            Help = finding.Help is null ? again : $"{finding.Help}\n{again}",
        };
    }

    public static Finding StatementFailedOutside(Finding finding, Change change, int ordinal)
    {
        var total = change.Script.Statements.Count;
        return finding with
        {
            Details = [.. finding.Details, $"{ordinal} of {total} statements are done and stay; the file runs outside a transaction"],
            Meaning = finding.Meaning ?? "the server refused the statement; those before it are done",
            Help = $"{finding.Help ?? "mend the statement"}\nthen run: {Command(change)} (it continues at this statement)",
        };
    }

    public static Finding ServerFailed(StatementException failed, Change change, bool isOutside, ConnectionTarget target)
    {
        var finding = ServerError.ToFinding(failed.Cause, Sent(failed.Statement, change, ""));
        var isRoom = failed.Cause.SqlState is PostgresErrorCodes.DiskFull;
        return new Finding(FindingCodes.ServerFailed, Severity.Error, finding.Message)
        {
            SqlState = finding.SqlState,
            Place = finding.Place,
            Details = finding.Details,
            Meaning = $"{target} could not go on with the statement, which may be right; "
                + (isOutside ? "the statements before it are done and in the journal" : "everything of the file was rolled back"),
            Help = isRoom
                ? $"make room on the server's disk, then run: {Command(change)}"
                : $"look at the server's log; when it is well, run: plumb status",
        };
    }

    public static Finding LockNotHad(StatementException failed, Change change, bool isOutside, int attempts, Blocker? blocker) =>
        new(FindingCodes.LockNotHad, Severity.Error, $"{change.Migration.Id}: {failed.Cause.MessageText}, in {attempts} attempt{(attempts == 1 ? "" : "s")}")
        {
            Place = failed.Statement?.Place,
            SqlState = failed.Cause.SqlState,
            Details = blocker is null ? [] : [$"{(blocker.Relation is null ? "" : $"{blocker.Relation} is ")}held by {blocker}"],
            Meaning = "other sessions hold what the statement needs; waiting longer would make all others queue behind it. "
                + (isOutside ? "What was done before stays, and the next run continues here" : "Everything was rolled back"),
            Help = blocker is null
                ? $"run again when the database is quieter, or allow longer waits: {Command(change)} --lock-timeout 30s"
                : $"end that session: SELECT pg_terminate_backend({blocker.ProcessId});\nor allow longer waits: {Command(change)} --lock-timeout 30s",
        };

    public static Finding AnotherPlumbWorks(Blocker holder, TimeSpan patience) =>
        new(FindingCodes.AnotherPlumbWorks, Severity.Error, $"another Plumb has worked on this database for the {Durations.Rough(patience)} that this one waited")
        {
            Details = [$"the lock is held by {holder}"],
            Meaning = "only one Plumb at a time may change a database; nothing was changed",
            Help = "wait for it to end, then run again; --wait 10min waits longer",
        };

    public static Finding PoolerInBetween(ConnectionTarget target) =>
        new(FindingCodes.PoolerInBetween, Severity.Error, $"a connection pooler answers at {target}")
        {
            Meaning = "a pooler may give every transaction another session of the server, so that the lock and the journal of a migration would be lost between them",
            Help = "connect to the server itself (on Supabase: port 5432 of db.<project>.supabase.co instead of port 6543)",
        };

    public static Finding OwnCommandRefused(PostgresException refused, ConnectionTarget target)
    {
        var denied = refused.SqlState == PostgresErrorCodes.InsufficientPrivilege;
        return new(FindingCodes.OwnCommandRefused, Severity.Error, $"the server refused a command of Plumb: {refused.MessageText}")
        {
            SqlState = refused.SqlState,
            Details = refused.Detail is null ? [] : [refused.Detail],
            Meaning = denied
                ? $"the role of {target} may not read or create Plumb's ledger, the schema plumb; nothing was changed"
                : "what was not committed was rolled back; the ledger says how far it came",
            Help = denied
                ? $"connect as the role that owns the schema plumb, or let this one create it:\nGRANT CREATE ON DATABASE {SqlName.Quoted(target.Database)} TO {SqlName.Quoted(target.Role)};"
                : "look at the server's log, then run: plumb status",
        };
    }

    public static Finding ConnectionLost(NpgsqlException lost, ConnectionTarget target) =>
        new(FindingCodes.ConnectionLost, Severity.Error, $"the connection to {target} was lost: {((lost as PostgresException)?.MessageText ?? (lost.InnerException ?? lost).Message).TrimEnd('.')}")
        {
            Meaning = "the server rolls back what was not committed; the ledger is written in the same transaction, so it says what is true",
            Help = "when the server is back, run: plumb status",
        };

    public static Finding OutOfOrder(Migration migration, Migration later) =>
        new(FindingCodes.OutOfOrder, Severity.Note, $"{migration.Id} runs after {later.Id}, which comes later in the chain and is applied already")
        {
            Place = migration.Up.Source.PlaceAt(0),
            Meaning = "on a database that starts from nothing they run in the other order",
            Help = "see whether the order matters: plumb prove",
        };

    public static Finding NothingChecked(MigrationResult applied, string environment) =>
        new(FindingCodes.NothingChecked, Severity.Warning, $"{applied.Migration.Id} was applied, and nothing of it was checked")
        {
            Place = applied.Migration.Verify?.Source.PlaceAt(0),
            Meaning = "its verify script holds tests only; tests write, so they run on embedded servers, and elsewhere only when asked for",
            Help = $"run them now: plumb verify {applied.Migration.Id} --tests --env {environment}\nor add a check, which only reads: -- check: what must hold",
        };

    public static Finding ToolMissing(string tool) =>
        new(FindingCodes.ToolMissing, Severity.Error, $"{tool} is not installed")
        {
            Meaning = "a backup is taken with PostgreSQL's own program; nothing was changed",
            Help = "install it (Debian: apt-get install postgresql-client), or name its folder: PLUMB_POSTGRES=/path/to/bin",
        };

    public static Finding BackupFailed(string errors) =>
        new(FindingCodes.BackupFailed, Severity.Error, "the backup failed, so nothing was changed")
        {
            Details = [.. errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)],
            Meaning = "pg_dump must be at least as new as the server, and its role must be allowed to read every table",
            Help = "mend what pg_dump says, or go on without a backup by leaving --backup out",
        };

    public static Finding SeedFailed(StatementException failed, string role) => ServerError.ToFinding(failed.Cause, Sent(failed.Statement!, role));

    /// <summary>The finding of the server's error; a procedure's commit and a row of COPY have explanations of their own.</summary>
    public static Finding Explained(StatementException failed, Change change, SentStatement sent)
    {
        var finding = ServerError.ToFinding(failed.Cause, sent);
        return failed switch
        {
            { Cause.SqlState: PostgresErrorCodes.InvalidTransactionTermination } => finding with
            {
                Meaning = "a procedure or DO block commits or rolls back, which it may not inside the one transaction of the file",
                Help = "write into the first line of the file, which then runs statement by statement: -- plumb: no-transaction",
            },
            { Cause.SqlState: MigrationLock.LostState } => finding with
            {
                Message = $"{change.Migration.Id} gave up the lock that lets one Plumb at a time change the database",
                Meaning = "another Plumb could have run the same files meanwhile, so what the file did is not recorded",
                Help = "take pg_advisory_unlock_all() or DISCARD ALL out of the file; Plumb resets the session after each file",
            },
            _ when LedgerMention.ExplainsFailure(failed) && LedgerMention.In(change.Script.Statements) is { } touching => new Finding(
                FindingCodes.LedgerTouched, Severity.Error, $"{change.Migration.Id} changed Plumb's own ledger: {failed.Cause.MessageText}")
            {
                Place = touching.Place,
                SqlState = failed.Cause.SqlState,
                Meaning = "what the file did could not be recorded any more; schema plumb belongs to Plumb",
                Help = "take the statement out of the file",
            },
            { Statement: { Kind: StatementKind.CopyFromStdin } copy } when CopyRow.PlaceOf(copy, failed.Cause.Where) is { } row => finding with { Place = row },
            _ => finding,
        };
    }

    private static string Command(Change change) => change.IsRevert ? "plumb down" : "plumb up";

    public static SentStatement Sent(Statement? statement, Change change, string role) => Sent(statement, change.Migration, role);

    public static SentStatement Sent(Statement? statement, Migration migration, string role) => statement is null
        ? new SentStatement("", migration.Up.Source.PlaceAt(0), static _ => null) { Role = role }
        : Sent(statement, role);

    private static SentStatement Sent(Statement statement, string role) =>
        new(statement.Text, statement.Place, offset => statement.Source.PlaceAt(statement.Start + offset)) { Role = role };

    private static string Head(Statement statement)
    {
        var text = statement.Span;
        var end = text.IndexOfAny(" \t\r\n");
        return (end < 0 ? text : text[..end]).ToString().ToUpperInvariant();
    }
}
