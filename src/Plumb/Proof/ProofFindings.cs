using Plumb.Checks;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Proof.Rows;
using Plumb.Sql;

namespace Plumb.Proof;

/// <summary>The texts about what a proof shows to be false.</summary>
internal static partial class ProofFindings
{
    private const string ProveAgain = "then run: plumb prove";

    public static Finding CheckFails(CheckResult result, string when) =>
        new(FindingCodes.CheckNotShown, Severity.Error, $"the check \"{result.Check.Title}\" does not hold {when}")
        {
            Place = result.Check.Place,
            SqlState = result.Finding?.SqlState,
            Details =
            [
                $"expected {result.Expected}, found {result.Found}",
                .. result.Finding is { } finding ? (string[])[$"{finding.Message}"] : [],
                .. result.Evidence.Rows.Take(3).Select(row => string.Join("  ", result.Evidence.Columns.Zip(row, static (c, v) => $"{c} {v ?? "NULL"}"))),
            ],
            Meaning = "plumb up would roll the migration back",
            Help = $"mend the migration or the check, {ProveAgain}",
        };

    public static Finding NothingVerified(Migration migration) =>
        new(FindingCodes.NothingVerified, Severity.Error, $"{migration.Id} has no required check")
        {
            Place = migration.Up.Source.PlaceAt(0),
            Meaning = "that it ran without an error is all that is known of it",
            Help = $"write what must hold after it into verify/{migration.Id}.sql, {ProveAgain}",
        };

    public static Finding GreenBefore(Check check, Migration migration) =>
        new(FindingCodes.MeaninglessCheck, Severity.Error, $"the check \"{check.Title}\" holds without the migration, too")
        {
            Place = check.Place,
            Meaning = $"it was green before {migration.Id} ran, so that its being green afterwards shows nothing about the migration",
            Help = $"let it ask for something that the migration brings; what must hold before and after belongs into require/ or verify/_always.sql; {ProveAgain}",
        };

    public static Finding CouldNotFail(Check check, string found) =>
        new(FindingCodes.MeaninglessCheck, Severity.Error, $"the check \"{check.Title}\" could not have failed")
        {
            Place = check.Place,
            Details = [$"found {found}"],
            Meaning = "a condition on every row holds when there are no rows",
            Help = $"also expect a number of rows, such as -- expect: at least 1 row, {ProveAgain}",
        };

    public static Finding Uncovered(Migration migration, IReadOnlyList<Statement> statements) =>
        new(FindingCodes.MeaninglessCheck, Severity.Note, $"{statements.Count} statement{(statements.Count == 1 ? "" : "s")} of {migration.Id} could be left out, and every check would still hold")
        {
            Place = statements[0].Place,
            Details = [.. statements.Skip(1).Take(8).Select(static s => $"{s.Place}: {Head(s)}"), .. statements.Count > 9 ? (string[])[$"… {statements.Count - 9} more"] : []],
            Meaning = "whether they do what they should, nobody would notice",
            Help = "add a check for what they do",
        };

    public static Finding RevertFails(StatementException failed, Migration migration, string role, string what)
    {
        var isSyntax = failed.Cause.SqlState == Npgsql.PostgresErrorCodes.SyntaxError;
        var finding = Of(failed, migration, role);
        return new Finding(FindingCodes.RevertFails, Severity.Error, $"{what} {(isSyntax ? "is not valid SQL" : "fails")}: {finding.Message}")
        {
            Place = finding.Place,
            SqlState = finding.SqlState,
            Details = finding.Details,
            Meaning = isSyntax ? "it has never run anywhere" : $"{migration.Id} cannot be taken back",
            Help = $"mend it, {ProveAgain}",
        };
    }

    public static Finding RevertDiffers(Migration migration, IReadOnlyList<string> details, string message, string meaning) =>
        new(FindingCodes.RevertDiffers, Severity.Error, message)
        {
            Place = (migration.Revert ?? migration.Up).Source.PlaceAt(0),
            Details = details,
            Meaning = meaning,
            Help = $"let the revert script restore what the migration changed; where that cannot be: -- plumb: allow irreversible \"why\"; {ProveAgain}",
        };

    public static Finding NotAppliedAgain(Migration migration, IReadOnlyList<string> details, string message, string meaning) =>
        new(FindingCodes.NotAppliedAgain, Severity.Error, message)
        {
            Place = migration.Up.Source.PlaceAt(0),
            Details = details,
            Meaning = meaning,
            Help = $"mend the migration or its revert script, {ProveAgain}",
        };

    public static Finding NoRevert(Migration migration) =>
        new(FindingCodes.CannotBeTakenBack, Severity.Error, $"{migration.Id} has no revert script")
        {
            Place = migration.Up.Source.PlaceAt(0),
            Meaning = "nothing but a backup brings the schema before it back",
            Help = $"write revert/{migration.Id}.sql, or say why there is none: -- plumb: allow irreversible \"why\"",
        };

    public static Finding NotIdempotent(Migration migration, IReadOnlyList<string> details) =>
        new(FindingCodes.NotIdempotent, Severity.Error, $"applied a second time, {migration.Id} changes the database again")
        {
            Place = migration.Up.Source.PlaceAt(0),
            Details = details,
            Meaning = "a second run by hand, or by a tool that lost its records, would go unnoticed",
            Help = $"let it change nothing (IF NOT EXISTS, ON CONFLICT DO NOTHING), or fail; {ProveAgain}",
        };

    public static Finding FailsOnRows(StatementException failed, Migration migration, string role)
    {
        var finding = Of(failed, migration, role);
        return new Finding(FindingCodes.FailsOnRows, Severity.Error, $"{migration.Id} fails on rows that its tables take: {finding.Message}")
        {
            Place = finding.Place,
            SqlState = finding.SqlState,
            Details = [.. finding.Details, .. failed.Cause.Detail is { } detail ? (string[])[detail] : []],
            Meaning = "the rows obey every constraint from before the migration, so that a real database may hold the like",
            Help = $"let the migration mend such rows first, or ask for them in require/{migration.Id}.sql, so that it is refused with the rows shown; {ProveAgain}",
        };
    }

    public static Finding LosesData(Migration migration, IReadOnlyList<ContentLoss> losses) =>
        new(FindingCodes.LosesData, Severity.Error, losses.Count == 1 ? losses[0].ToString() : $"{migration.Id} loses data in {losses.Count} places")
        {
            Place = migration.Up.Source.PlaceAt(0),
            Details = losses.Count == 1 ? [] : [.. losses.Take(9).Select(static l => l.ToString()), .. losses.Count > 9 ? (string[])[$"… {losses.Count - 9} more"] : []],
            Meaning = "the rows were generated, the loss is the migration's: on a real database the same happens to real rows",
            Help = $"keep what is lost, or declare it in the header: -- plumb: allow data-loss \"why\"; {ProveAgain}",
        };

    public static Finding NoRows(Migration migration, TableCoverage table) =>
        new(FindingCodes.NoRowsMade, Severity.Note, $"no row could be made for {table.Table}, so that it was judged empty")
        {
            Place = migration.Up.Source.PlaceAt(0),
            Details = [$"{table.Tried} rows were offered; most often refused by: {table.Obstacle}"],
            Meaning = "what the migration does to rows of this table was not shown",
            Help = "add a check with an example row as -- test: to its verify script",
        };

    public static Finding AccessGained(Migration migration, IReadOnlyList<string> gains) =>
        new(FindingCodes.AccessGained, Severity.Error, gains.Count == 1 ? gains[0] : $"{gains.Count} gains of access are not declared")
        {
            Place = migration.Up.Source.PlaceAt(0),
            Details = gains.Count == 1 ? [] : gains.Count <= 10 ? gains : [.. gains.Take(9), $"… {gains.Count - 9} more"],
            Meaning = "after the migration these roles reach rows that they did not reach before, and no policy decides which",
            Help = $"take the access away (REVOKE, ENABLE ROW LEVEL SECURITY), or declare it in the header: -- plumb: allow access \"why\"; {ProveAgain}",
        };

    public static Finding NotDeterministic(Migration migration, IReadOnlyList<string> details, Place? place) =>
        new(FindingCodes.NotDeterministic, Severity.Error, $"replayed a second time, {migration.Id} does not make the same schema")
        {
            Place = place ?? migration.Up.Source.PlaceAt(0),
            Details = details,
            Meaning = "databases to which it was applied differ from each other: it depends on the time, on chance, on the time zone or on what the server happens to hold",
            Help = $"write names and values out, {ProveAgain}",
        };

    public static Finding NeedsSuperuser(Migration migration, Finding refused) =>
        new(FindingCodes.NeedsSuperuser, Severity.Error, $"{migration.Id} does not run as the owner of the database: {refused.Message}")
        {
            Place = refused.Place,
            SqlState = refused.SqlState,
            Details = refused.Details,
            Meaning = "on a hosted server nobody is a superuser; there it fails",
            Help = $"do it without a superuser's rights, or let an administrator do it outside of the chain; {ProveAgain}",
        };

    public static Finding NeverEnds(Statement statement, TimeSpan limit) =>
        new(FindingCodes.NeverEnds, Severity.Error, $"the statement did not end within {Durations.Rough(limit)}")
        {
            Place = statement.Place,
            Meaning = "on a throwaway database with hardly any rows; it waits for something, or never ends",
            Help = "mend it, or give it more time: plumb prove --statement-limit 10min",
        };

    public static Finding EndsItsSession(Statement? statement, Migration migration, string why) =>
        new(FindingCodes.EndsItsSession, Severity.Error, $"a statement of {migration.Id} ends its own session")
        {
            Place = statement?.Place ?? migration.Up.Source.PlaceAt(0),
            Details = [why],
            Meaning = "everything that was not committed is lost, and nothing after it runs",
            Help = $"take it out of the file, {ProveAgain}",
        };

    public static Finding ReachesOut(Statement statement, string how) =>
        new(FindingCodes.ReachesOut, Severity.Error, $"the statement reaches out of its database: {how}")
        {
            Place = statement.Place,
            Meaning = "it was not run: a proof stays on its throwaway server",
            Help = "take it out of the migration, and do it where it belongs",
        };

    public static Finding NotJudged(string obligation, Migration migration, string why) =>
        new(FindingCodes.NotJudged, Severity.Error, $"{obligation} of {migration.Id} could not be judged: {why}")
        {
            Place = migration.Up.Source.PlaceAt(0),
            Meaning = "a command of the proof itself was refused, so that nothing is shown either way",
            Help = "run: plumb prove --verbose",
        };

    /// <summary>What the server said, as a finding with its place.</summary>
    public static Finding Of(StatementException failed, Migration migration, string role) =>
        ServerError.ToFinding(failed.Cause, ExecutionFindings.Sent(failed.Statement, migration, role));

    private static string Head(Statement statement)
    {
        var line = string.Join(' ', statement.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 70 ? line : $"{line.AsSpan(0, 69)}…";
    }
}
