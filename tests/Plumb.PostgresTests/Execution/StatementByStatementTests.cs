using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.PostgresTests.Execution;

/// <summary>Files with statements that PostgreSQL refuses inside a transaction block.</summary>
public sealed class StatementByStatementTests(PostgresServer server)
{
    [Fact]
    public async Task A_concurrent_index_build_continues_at_the_statement_that_failed()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql",
                """
                CREATE TABLE a (id int, b int);
                INSERT INTO a VALUES (1, 1), (1, 2);
                CREATE INDEX CONCURRENTLY a_b ON a (b);
                CREATE UNIQUE INDEX CONCURRENTLY a_id ON a (id);
                CREATE TABLE after_all ();
                """),
            ("verify/001_a.sql", "-- check: both are valid\n-- expect: value 2\nSELECT count(*) FROM pg_index WHERE indrelid = 'a'::regclass AND indisvalid;\n"));

        var failed = await project.UpAsync();

        var finding = Told.OneFinding(failed);
        Assert.Equal((FindingCodes.UniqueViolation, MigrationOutcome.Incomplete), (finding.Code, failed.Results[0].Outcome));
        Assert.Equal(4, finding.Place!.Line);
        Assert.Contains("3 of 5 statements are done", string.Join('\n', finding.Details), StringComparison.Ordinal);
        Assert.Equal("a_b", await project.ScalarAsync("SELECT string_agg(indexrelid::regclass::text, ',') FROM pg_index WHERE indrelid = 'a'::regclass"));
        await project.AssertLedgerAsync("001_a:incomplete");
        Assert.Equal("3", await project.ScalarAsync("SELECT count(*) FROM plumb.journal"));
        Assert.Equal(FindingCodes.Incomplete, Assert.Single((await project.StatusAsync()).Findings).Code);

        await project.ExecuteAsync("DELETE FROM a WHERE b = 2");
        await project.MustApplyAsync();

        Assert.Equal("t", await project.ScalarAsync("SELECT bool_and(indisvalid) AND count(*) = 2 FROM pg_index WHERE indrelid = 'a'::regclass"));
        Assert.Equal("1", await project.ScalarAsync("SELECT count(*) FROM a"));
        Assert.NotNull(await project.ScalarAsync("SELECT to_regclass('after_all')::text"));
        await project.AssertLedgerAsync("001_a");
    }

    [Fact]
    public async Task An_invalid_index_that_an_interrupted_build_left_is_replaced()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE INDEX CONCURRENTLY IF NOT EXISTS \"a Index\" ON ONLY public.a (id);\n"));
        await project.ExecuteAsync("CREATE TABLE a (id int)");
        await project.ExecuteAsync("CREATE INDEX \"a Index\" ON a (id)");
        await project.ExecuteAsync("UPDATE pg_index SET indisvalid = false WHERE indexrelid = '\"a Index\"'::regclass");

        await project.MustApplyAsync();

        Assert.Equal("t", await project.ScalarAsync("SELECT bool_and(indisvalid) AND count(*) = 1 FROM pg_index WHERE indrelid = 'a'::regclass"));
    }

    [Fact]
    public async Task An_index_of_that_name_that_was_there_before_never_counts_as_built()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE INDEX CONCURRENTLY taken ON a (id);\n"));
        await project.ExecuteAsync("CREATE TABLE a (id int); CREATE TABLE other (x int); CREATE INDEX taken ON other (x);");

        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.Equal("42P07", Told.OneFinding(await project.UpAsync()).SqlState);
            await project.AssertLedgerAsync("001_a:incomplete");
        }
    }

    [Fact]
    public async Task A_statement_that_replaced_an_interrupted_one_never_counts_as_done()
    {
        const string Start = "-- plumb: no-transaction\nCREATE TABLE a (id int);\n";
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", Start + "CREATE INDEX CONCURRENTLY a_id ON missing (id);\n"));
        await project.ExecuteAsync("CREATE TABLE other (x int); CREATE INDEX taken ON other (x);");
        Assert.False((await project.UpAsync()).Succeeded);
        await project.ExecuteAsync("INSERT INTO plumb.journal VALUES ('001_a', 'apply', 1, 'of what was interrupted', false)");

        project.Write(("migrations/001_a.sql", Start + "CREATE INDEX CONCURRENTLY taken ON a (id);\n"));

        Assert.Equal("42P07", Told.OneFinding(await project.UpAsync()).SqlState);
        await project.AssertLedgerAsync("001_a:incomplete");
    }

    [Fact]
    public async Task An_index_of_that_name_on_another_table_never_counts_as_what_an_interrupted_run_built()
    {
        const string Build = "CREATE INDEX CONCURRENTLY taken ON a (id)";
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", $"{Build};\n"));
        await project.ExecuteAsync("CREATE TABLE a (id int); CREATE TABLE other (x int); CREATE INDEX taken ON other (x);");
        Assert.False((await project.UpAsync()).Succeeded);
        var interrupted = $"INSERT INTO plumb.journal VALUES ('001_a', 'apply', 0, '{Checksum.Of(Build).Hex}', false)";
        await project.ExecuteAsync(interrupted);

        Assert.Equal("42P07", Told.OneFinding(await project.UpAsync()).SqlState);
        await project.AssertLedgerAsync("001_a:incomplete");

        await project.ExecuteAsync($"DROP INDEX taken; CREATE INDEX taken ON a (id); {interrupted};");
        await project.MustApplyAsync();
        await project.AssertLedgerAsync("001_a");
    }

    [Fact]
    public async Task A_new_enum_value_may_be_used_at_once()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_type.sql", "CREATE TYPE mood AS ENUM ('sad');\nCREATE TABLE a (m mood);\n"),
            ("migrations/002_value.sql", "ALTER TYPE mood ADD VALUE 'happy';\nINSERT INTO a VALUES ('happy');\nALTER TABLE a ALTER m SET DEFAULT 'happy';\n"));

        await project.MustApplyAsync();

        Assert.Equal("happy", await project.ScalarAsync("SELECT m FROM a"));
        Assert.Contains("runs again statement by statement", Assert.Single(project.Events.Of<ExecutionEvent.Noted>()).Text, StringComparison.Ordinal);
        await project.AssertLedgerAsync("001_type", "002_value");
    }

    [Fact]
    public async Task A_file_that_turned_out_to_need_it_continues_statement_by_statement()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_type.sql", "CREATE TYPE mood AS ENUM ('sad');\n"),
            ("migrations/002_value.sql", "ALTER TYPE mood ADD VALUE 'happy';\nCREATE TABLE b AS SELECT 'happy'::mood AS m;\nINSERT INTO missing VALUES (1);\n"));

        var failed = await project.UpAsync();
        Assert.Equal((MigrationOutcome.Incomplete, 3), (failed.Results[^1].Outcome, Told.OneFinding(failed).Place!.Line));
        await project.AssertLedgerAsync("001_type", "002_value:incomplete");

        await project.ExecuteAsync("CREATE TABLE missing (id int)");
        await project.MustApplyAsync();

        Assert.Equal("1", await project.ScalarAsync("SELECT count(*) FROM missing"));
        await project.AssertLedgerAsync("001_type", "002_value");
    }

    [Fact]
    public async Task What_PostgreSQL_refuses_in_a_transaction_runs_between_other_statements()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql",
                """
                BEGIN;
                CREATE TABLE a (id int);
                COPY a FROM STDIN;
                1
                2
                \.
                VACUUM (ANALYZE) a;
                ALTER TABLE a ADD PRIMARY KEY (id);
                REINDEX TABLE CONCURRENTLY a;
                DROP INDEX CONCURRENTLY IF EXISTS nothing;
                CREATE TABLE b PARTITION OF parent FOR VALUES IN (1);
                ALTER TABLE parent DETACH PARTITION b CONCURRENTLY;
                COMMIT;
                """));
        await project.ExecuteAsync("CREATE TABLE parent (id int) PARTITION BY LIST (id)");

        await project.MustApplyAsync();

        Assert.Equal("2", await project.ScalarAsync("SELECT reltuples FROM pg_class WHERE relname = 'a'"));
        Assert.Equal("0", await project.ScalarAsync("SELECT count(*) FROM pg_inherits"));
        await project.AssertLedgerAsync("001_a");
    }

    [Theory]
    [InlineData("SET\n  search_path = app;")]
    [InlineData("SELECT pg_catalog.set_config('search_path', 'app', false);")]
    public async Task Settings_of_a_resumed_file_are_set_again(string setting)
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", $"-- plumb: no-transaction\nCREATE SCHEMA app;\n{setting}\nCREATE TABLE a (id int);\nINSERT INTO missing VALUES (1);\nCREATE TABLE b (id int);\n"));
        Assert.Equal("42P01", Told.OneFinding(await project.UpAsync()).SqlState);

        await project.ExecuteAsync("CREATE TABLE app.missing (id int)");
        await project.MustApplyAsync();

        Assert.Equal("app", await project.ScalarAsync("SELECT string_agg(DISTINCT relnamespace::regnamespace::text, ',') FROM pg_class WHERE relname IN ('a', 'b')"));
    }

    [Fact]
    public async Task Statements_that_are_done_may_not_be_rewritten_and_the_others_may()
    {
        const string Done = "-- plumb: no-transaction\nCREATE TABLE a (id int);\n";
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", Done + "INSERT INTO missing VALUES (1);\n"));
        Assert.False((await project.UpAsync()).Succeeded);

        project.Write(("migrations/001_a.sql", Done.Replace("int", "bigint", StringComparison.Ordinal) + "INSERT INTO a VALUES (1);\n"));
        var finding = Told.OneFinding(await project.UpAsync());
        Assert.Equal((FindingCodes.JournalContradicts, 2), (finding.Code, finding.Place!.Line));
        await project.AssertLedgerAsync("001_a:incomplete");

        project.Write(("migrations/001_a.sql", Done + "INSERT INTO a VALUES (1);\n"));
        await project.MustApplyAsync();
        Assert.Equal("integer,1", await project.ScalarAsync("SELECT pg_typeof(id)::text || ',' || id FROM a"));
    }

    [Fact]
    public async Task A_file_that_was_cut_before_the_place_where_it_stopped_is_refused()
    {
        await using var project = await TestProject.CreateAsync(
            server, ("migrations/001_a.sql", "-- plumb: no-transaction\nCREATE TABLE a ();\nCREATE TABLE b ();\nCREATE TABLE c (x missing);\n"));
        Assert.False((await project.UpAsync()).Succeeded);

        project.Write(("migrations/001_a.sql", "-- plumb: no-transaction\nCREATE TABLE a ();\n"));

        Assert.Equal(FindingCodes.JournalContradicts, Told.OneFinding(await project.UpAsync()).Code);
        await project.AssertLedgerAsync("001_a:incomplete");
    }

    [Fact]
    [Trait("Row", "VS-6")]
    public async Task A_required_check_that_fails_afterwards_runs_the_revert_script()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", "CREATE INDEX CONCURRENTLY a_id ON a (id);\n"),
            ("verify/001_a.sql", "-- check: a\n-- expect: rows\nSELECT 1 WHERE false;\n"),
            ("revert/001_a.sql", "DROP INDEX CONCURRENTLY a_id;\n-- check: it is gone\n-- expect: no rows\nSELECT 1 FROM pg_class WHERE relname = 'a_id';\n"));
        await project.ExecuteAsync("CREATE TABLE a (id int)");
        var before = await project.DumpAsync();

        var failed = await project.UpAsync();

        Assert.Equal(MigrationOutcome.TakenBack, Assert.Single(failed.Results).Outcome);
        Assert.False(failed.Succeeded);
        Assert.Equal(before, await project.DumpAsync());
        await project.AssertLedgerAsync();
        Assert.Equal("begin,unverify,begin revert,revert", await project.ScalarAsync("SELECT string_agg(action, ',' ORDER BY id) FROM plumb.event"));
    }

    [Fact]
    public async Task Without_a_revert_script_it_stays_unverified_until_the_check_passes()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("supabase/migrations/001_a.sql", "CREATE INDEX CONCURRENTLY a_id ON a (id);\n"),
            ("supabase/verify/001_a.sql", "-- check: somebody said yes\n-- expect: rows\nSELECT 1 FROM a WHERE id = 1;\n"));
        await project.ExecuteAsync("CREATE TABLE a (id int)");

        Assert.Equal(MigrationOutcome.Unverified, Assert.Single((await project.UpAsync()).Results).Outcome);
        await project.AssertLedgerAsync("001_a:unverified");
        Assert.Equal("0", await project.ScalarAsync("SELECT count(*) FROM supabase_migrations.schema_migrations"));
        Assert.Equal(FindingCodes.Unverified, Assert.Single((await project.StatusAsync()).Findings).Code);

        Assert.Equal(MigrationOutcome.Unverified, Assert.Single((await project.UpAsync()).Results).Outcome);
        await project.AssertLedgerAsync("001_a:unverified");

        await project.ExecuteAsync("INSERT INTO a VALUES (1)");
        await project.MustApplyAsync();
        await project.AssertLedgerAsync("001_a");
        Assert.Equal("001", await project.ScalarAsync("SELECT version FROM supabase_migrations.schema_migrations"));
    }

    [Fact]
    public async Task An_unverified_file_that_was_edited_is_not_taken_for_what_ran()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", "CREATE INDEX CONCURRENTLY a_id ON a (id);\n"),
            ("verify/001_a.sql", "-- check: a\n-- expect: rows\nSELECT 1 WHERE false;\n"));
        await project.ExecuteAsync("CREATE TABLE a (id int)");
        Assert.False((await project.UpAsync()).Succeeded);

        project.Write(("migrations/001_a.sql", "CREATE UNIQUE INDEX CONCURRENTLY a_id ON a (id);\n"), ("verify/001_a.sql", "-- check: a\n-- expect: rows\nSELECT 1;\n"));

        var refused = await Assert.ThrowsAsync<VerificationException>(() => project.UpAsync());
        Assert.Equal(FindingCodes.EditedAfterApplied, Assert.Single(refused.Findings).Code);
        await project.AssertLedgerAsync("001_a:unverified");
    }

    [Fact]
    public async Task A_concurrent_build_without_a_name_is_refused_before_anything_runs()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE TABLE a (id int);\nCREATE INDEX CONCURRENTLY ON a (id);\n"));

        var refused = await Assert.ThrowsAsync<MigrationFileException>(() => project.UpAsync());

        Assert.Equal(FindingCodes.UnnamedConcurrentIndex, Assert.Single(refused.Findings).Code);
        Assert.Null(await project.ScalarAsync("SELECT to_regclass('a')::text"));
    }
}
