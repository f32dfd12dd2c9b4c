using Plumb.Execution;
using Plumb.Findings;

namespace Plumb.PostgresTests.Execution;

public sealed class TransactionTests(PostgresServer server)
{
    [Fact]
    [Trait("Row", "VS-6")]
    public async Task A_syntax_error_in_the_third_statement_of_the_second_file_leaves_the_first_file_alone()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_first.sql", "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1);\n"),
            ("migrations/002_second.sql", "CREATE TABLE b (id int);\nINSERT INTO a VALUES (2);\nCREATE TABEL c (id int);\nDROP TABLE a;\n"),
            ("migrations/003_third.sql", "CREATE TABLE d (id int);\n"));
        await project.MustApplyAsync(new UpgradeOptions { To = "001_first" });
        var before = await project.DumpAsync();

        var result = await project.UpAsync();

        var finding = Told.OneFinding(result);
        Assert.Equal(FindingCodes.SyntaxError, finding.Code);
        Assert.Equal("migrations/002_second.sql:3:8", finding.Place!.ToString());
        Assert.Equal(5, finding.Place.Length);
        Assert.Equal(MigrationOutcome.RolledBack, Assert.Single(result.Results).Outcome);
        Assert.Equal(before, await project.DumpAsync());
        await project.AssertLedgerAsync("001_first");

        project.Write(("migrations/002_second.sql", "CREATE TABLE b (id int);\nINSERT INTO a VALUES (2);\nCREATE TABLE c (id int);\n"));
        await project.MustApplyAsync();
        await project.AssertLedgerAsync("001_first", "002_second", "003_third");
    }

    [Fact]
    [Trait("Row", "VS-1")]
    [Trait("Row", "VS-6")]
    public async Task A_required_verify_check_that_fails_rolls_everything_back_and_an_optional_one_does_not()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1), (1);\n"),
            ("verify/001_a.sql", "-- check: no duplicates\n-- expect: no rows\nSELECT id FROM a GROUP BY id HAVING count(*) > 1;\n-- check: b\n-- optional\n-- expect: no rows\nSELECT 1;\n"));
        var before = await project.DumpAsync();

        var failed = await project.UpAsync();

        Assert.False(failed.Succeeded);
        Assert.Equal(["Fail", "Fail"], failed.Checks.Results.Select(static r => r.Outcome.ToString()));
        Assert.Equal(before, await project.DumpAsync());
        await project.AssertLedgerAsync();

        project.Write(("migrations/001_a.sql", "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1), (2);\n"));
        await project.MustApplyAsync();
        await project.AssertLedgerAsync("001_a");
    }

    [Fact]
    [Trait("Row", "VS-2")]
    public async Task A_required_require_check_that_fails_stops_before_the_first_statement()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", "CREATE SEQUENCE touched;\n"),
            ("require/001_a.sql", "-- check: the table is there\n-- expect: rows\nSELECT 1 FROM pg_class WHERE relname = 'needed';\n"));
        var before = await project.DumpAsync();

        var failed = await project.UpAsync();

        Assert.Equal(MigrationOutcome.RolledBack, Assert.Single(failed.Results).Outcome);
        Assert.Equal(before, await project.DumpAsync());
        await project.AssertLedgerAsync();

        await project.ExecuteAsync("CREATE TABLE needed ()");
        await project.MustApplyAsync();
    }

    [Fact]
    public async Task Verify_checks_see_the_change_before_anybody_else_does()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", "CREATE TABLE a AS SELECT 7 AS id;\n"),
            ("verify/001_a.sql", "-- check: a\n-- expect: value 7\nSELECT id FROM a;\n"));
        string? seenByOthers = null;
        project.Events.When = e =>
        {
            if (e is ExecutionEvent.Checked)
            {
                seenByOthers = project.ScalarAsync("SELECT coalesce(to_regclass('a')::text, 'nothing') || (SELECT count(*) FROM plumb.migration)").GetAwaiter().GetResult();
            }
        };

        await project.MustApplyAsync();

        Assert.Equal("nothing0", seenByOthers);
        Assert.Equal("7", await project.ScalarAsync("SELECT id FROM a"));
    }

    [Fact]
    public async Task Deferred_constraints_are_checked_before_the_verify_checks()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", "CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (a int REFERENCES a DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO b VALUES (1);\n"),
            ("verify/001_a.sql", "-- check: never reached\n-- expect: rows\nSELECT 1;\n"));

        var failed = await project.UpAsync();

        Assert.Equal(FindingCodes.ForeignKeyViolation, Told.OneFinding(failed).Code);
        Assert.Empty(project.Events.Of<ExecutionEvent.Checked>());
        await project.AssertLedgerAsync();
    }

    [Fact]
    public async Task A_constraint_trigger_that_stays_deferred_until_the_commit_fails_the_migration()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql",
                """
                CREATE TABLE a (id int);
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused late'; END $$;
                CREATE CONSTRAINT TRIGGER late AFTER INSERT ON a DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse();
                INSERT INTO a VALUES (1);
                """));

        var failed = await project.UpAsync();

        Assert.Equal("refused late", Told.OneFinding(failed).Message);
        Assert.Null(await project.ScalarAsync("SELECT to_regclass('a')::text"));
        await project.AssertLedgerAsync();
    }

    [Theory]
    [InlineData("BEGIN;\n{0}COMMIT;\n", "read committed")]
    [InlineData("START TRANSACTION;\n{0}END;\n", "read committed")]
    [InlineData("BEGIN ISOLATION LEVEL SERIALIZABLE;\n{0}COMMIT;\n", "serializable")]
    [InlineData("BEGIN;\nSET TRANSACTION ISOLATION LEVEL REPEATABLE READ;\n{0}COMMIT;\n", "repeatable read")]
    [InlineData("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;\n{0}", "serializable")]
    public async Task The_transaction_that_a_file_opens_itself_becomes_the_one_that_holds_its_checks_and_the_ledger(string file, string isolation)
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", file.Replace("{0}", "CREATE TABLE a AS SELECT current_setting('transaction_isolation') AS isolation, txid_current() AS transaction;\n", StringComparison.Ordinal)),
            ("verify/001_a.sql", "-- check: one transaction\n-- expect: true\nSELECT transaction = txid_current() FROM a;\n"));

        await project.MustApplyAsync();

        Assert.Equal(isolation, await project.ScalarAsync("SELECT isolation FROM a"));
        Assert.Equal(
            await project.ScalarAsync("SELECT transaction FROM a"),
            await project.ScalarAsync("SELECT e.xmin::text FROM plumb.migration e"));
    }

    [Theory]
    [InlineData("CREATE TABLE a ();\nCOMMIT;\nCREATE TABLE b ();\n", 2)]
    [InlineData("BEGIN;\nCREATE TABLE a ();\nCOMMIT;\nBEGIN;\nCREATE TABLE b ();\nCOMMIT;\n", 3)]
    [InlineData("CREATE TABLE a ();\nROLLBACK;\n", 2)]
    [InlineData("CREATE TABLE a ();\nPREPARE TRANSACTION 'x';\n", 2)]
    [InlineData("BEGIN;\nCREATE TABLE a ();\n", 1)]
    public async Task Transaction_control_inside_a_file_is_refused_before_anything_runs(string file, int line)
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_first.sql", "CREATE TABLE first ();\n"), ("migrations/002_a.sql", file));
        var before = await project.DumpAsync();

        var refused = await Assert.ThrowsAsync<MigrationFileException>(() => project.UpAsync());

        Assert.Equal(ExitCode.Failed, refused.ExitCode);
        Assert.All(refused.Findings, static f => Assert.Equal(FindingCodes.InnerTransactionControl, f.Code));
        Told.AssertComplete(refused.Findings[0]);
        Assert.Equal(line, refused.Findings[0].Place!.Line);
        Assert.Equal(before, await project.DumpAsync());
        Assert.Null(await project.ScalarAsync("SELECT to_regclass('first')::text"));
        await project.AssertLedgerAsync();
    }

    [Fact]
    public async Task Savepoints_are_allowed()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", "CREATE TABLE a (id int);\nSAVEPOINT s;\nINSERT INTO a VALUES (1);\nROLLBACK TO s;\nINSERT INTO a VALUES (2);\nRELEASE s;\n"));

        await project.MustApplyAsync();

        Assert.Equal("2", await project.ScalarAsync("SELECT string_agg(id::text, ',') FROM a"));
    }

    [Fact]
    public async Task A_procedure_that_commits_is_refused_with_what_to_write_into_the_file()
    {
        const string Procedure = "CREATE TABLE a (id int);\nCREATE PROCEDURE p() LANGUAGE plpgsql AS 'BEGIN INSERT INTO a VALUES (1); COMMIT; INSERT INTO a VALUES (2); END';\nCALL p();\n";
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", Procedure));

        var finding = Told.OneFinding(await project.UpAsync());

        Assert.Equal("2D000", finding.SqlState);
        Assert.Contains("-- plumb: no-transaction", finding.Help, StringComparison.Ordinal);
        Assert.Null(await project.ScalarAsync("SELECT to_regclass('a')::text"));

        project.Write(("migrations/001_a.sql", "-- plumb: no-transaction\n" + Procedure));
        await project.MustApplyAsync();
        Assert.Equal("2", await project.ScalarAsync("SELECT count(*) FROM a"));
    }

    [Fact]
    public async Task An_included_file_runs_where_it_is_included_and_its_faults_are_shown_there()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", "CREATE TABLE a (id int);\n\\ir ../shared/rows.sql\nINSERT INTO a VALUES (3);\n"),
            ("shared/rows.sql", "INSERT INTO a VALUES (1);\nINSERT INTO a VALUES ('two');\n"));

        Assert.Equal("shared/rows.sql:2:23", Told.OneFinding(await project.UpAsync()).Place!.ToString());

        project.Write(("shared/rows.sql", "INSERT INTO a VALUES (1);\nINSERT INTO a VALUES (2);\n"));
        await project.MustApplyAsync();
        Assert.Equal("1,2,3", await project.ScalarAsync("SELECT string_agg(id::text, ',' ORDER BY ctid) FROM a"));

        project.Write(("shared/rows.sql", "INSERT INTO a VALUES (9);\n"));
        var edited = await Assert.ThrowsAsync<VerificationException>(() => project.UpAsync());
        Assert.Equal(FindingCodes.EditedAfterApplied, Assert.Single(edited.Findings).Code);
    }
}
