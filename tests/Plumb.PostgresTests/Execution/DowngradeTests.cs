using Plumb.Execution;
using Plumb.Findings;

namespace Plumb.PostgresTests.Execution;

public sealed class DowngradeTests(PostgresServer server)
{
    private static (string Path, string Text)[] Migration(string id) =>
    [
        ($"migrations/{id}.sql", $"CREATE TABLE t_{id} AS SELECT 1 AS id;\n"),
        ($"revert/{id}.sql", $"DROP TABLE t_{id};\n-- check: it is gone\n-- expect: no rows\nSELECT 1 FROM pg_class WHERE relname = 't_{id}';\n"),
    ];

    [Fact]
    [Trait("Row", "WP-10")]
    public async Task Each_step_down_gives_back_the_database_of_the_step_up()
    {
        await using var project = await TestProject.CreateAsync(server, [.. Migration("001_a"), .. Migration("002_b"), .. Migration("003_c")]);
        var dumps = new List<string> { await project.DumpAsync() };
        foreach (var id in new[] { "001_a", "002_b", "003_c" })
        {
            await project.MustApplyAsync(new UpgradeOptions { To = id });
            dumps.Add(await project.DumpAsync());
        }

        var result = await project.MustTakeBackAsync();
        Assert.Equal((MigrationOutcome.Reverted, "it is gone"), (result.Results[0].Outcome, Assert.Single(result.Checks.Results).Check.Title));
        Assert.Equal(dumps[2], await project.DumpAsync());
        await project.AssertLedgerAsync("001_a", "002_b");

        await project.MustApplyAsync();
        await project.MustTakeBackAsync(new DowngradeOptions { To = "001_a" });
        Assert.Equal(dumps[1], await project.DumpAsync());
        await project.AssertLedgerAsync("001_a");

        await project.MustApplyAsync();
        await project.MustTakeBackAsync(new DowngradeOptions { All = true });
        Assert.Equal(dumps[0], await project.DumpAsync());
        await project.AssertLedgerAsync();
        Assert.Empty((await project.MustTakeBackAsync()).Results);
    }

    [Fact]
    [Trait("Row", "WP-10")]
    public async Task A_check_of_the_revert_that_fails_rolls_the_revert_back()
    {
        await using var project = await TestProject.CreateAsync(server, Migration("001_a"));
        await project.MustApplyAsync();
        var before = await project.DumpAsync();
        project.Write(("revert/001_a.sql", "DROP TABLE t_001_a;\n-- check: a\n-- expect: rows\nSELECT 1 WHERE false;\n"));

        var failed = await project.DownAsync();

        Assert.Equal(MigrationOutcome.RolledBack, Assert.Single(failed.Results).Outcome);
        Assert.Equal(before, await project.DumpAsync());
        await project.AssertLedgerAsync("001_a");
    }

    [Fact]
    public async Task A_revert_that_fails_leaves_everything_and_says_where()
    {
        await using var project = await TestProject.CreateAsync(server, [.. Migration("001_a"), .. Migration("002_b")]);
        await project.MustApplyAsync();
        project.Write(("revert/001_a.sql", "DROP TABLE t_001_a;\nDROP TABLE missing;\n"));

        var failed = await project.DownAsync(new DowngradeOptions { All = true });

        Assert.Equal([MigrationOutcome.Reverted, MigrationOutcome.RolledBack], failed.Results.Select(static r => r.Outcome));
        Assert.Equal("revert/001_a.sql:2:1", Told.OneFinding(failed).Place!.ToString());
        await project.AssertLedgerAsync("001_a");
    }

    [Fact]
    public async Task A_revert_script_of_comments_alone_is_told_from_one_that_is_not_there()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE TABLE a ();\n"), ("revert/001_a.sql", "-- nothing to do\n"));
        await project.MustApplyAsync();

        var refused = await Assert.ThrowsAsync<MigrationFileException>(() => project.DownAsync());

        var finding = Assert.Single(refused.Findings);
        Assert.Equal("the revert script of 001_a has no statements", finding.Message);
        Assert.Equal("revert/001_a.sql", finding.Place!.File);
        Told.AssertComplete(finding);
    }

    [Fact]
    public async Task Missing_revert_scripts_are_all_named_before_anything_runs()
    {
        await using var project = await TestProject.CreateAsync(
            server, [("migrations/001_a.sql", "CREATE TABLE a ();\n"), ("migrations/002_b.sql", "CREATE TABLE b ();\n"), .. Migration("003_c")]);
        await project.MustApplyAsync();
        var before = await project.DumpAsync();

        var refused = await Assert.ThrowsAsync<MigrationFileException>(() => project.DownAsync(new DowngradeOptions { All = true }));

        Assert.Equal(["002_b has no revert script", "001_a has no revert script"], refused.Findings.Select(static f => f.Message));
        Assert.All(refused.Findings, static f => Told.AssertComplete(f));
        Assert.Contains("revert/002_b.sql", refused.Findings[0].Help, StringComparison.Ordinal);
        Assert.Equal(before, await project.DumpAsync());
        await project.AssertLedgerAsync("001_a", "002_b", "003_c");
    }

    [Fact]
    public async Task The_last_one_is_the_one_that_was_applied_last()
    {
        await using var project = await TestProject.CreateAsync(server, [.. Migration("001_a"), .. Migration("003_c")]);
        await project.MustApplyAsync();
        project.Write(Migration("002_b"));
        await project.MustApplyAsync();

        Assert.Equal("002_b", Assert.Single((await project.MustTakeBackAsync()).Results).Migration.Id);
        Assert.Equal("003_c", Assert.Single((await project.MustTakeBackAsync()).Results).Migration.Id);
    }

    [Fact]
    public async Task To_names_one_that_is_applied()
    {
        await using var project = await TestProject.CreateAsync(server, [.. Migration("001_a"), .. Migration("002_b")]);
        await project.MustApplyAsync(new UpgradeOptions { To = "001_a" });

        var refused = await Assert.ThrowsAsync<UsageException>(() => project.DownAsync(new DowngradeOptions { To = "002_b" }));

        Assert.Equal(FindingCodes.NotApplied, Assert.Single(refused.Findings).Code);
        await project.AssertLedgerAsync("001_a");
    }

    [Fact]
    public async Task A_concurrent_drop_takes_a_concurrent_build_back()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", "CREATE INDEX CONCURRENTLY a_id ON a (id);\n"),
            ("revert/001_a.sql", "DROP INDEX CONCURRENTLY a_id;\n"));
        await project.ExecuteAsync("CREATE TABLE a (id int)");
        var before = await project.DumpAsync();
        await project.MustApplyAsync();

        await project.MustTakeBackAsync();

        Assert.Equal(before, await project.DumpAsync());
        await project.AssertLedgerAsync();
    }

    [Fact]
    public async Task A_revert_outside_a_transaction_that_stops_goes_on_where_it_stopped_and_nothing_else_runs_before()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("supabase/migrations/001_a.sql", "CREATE TABLE a (id int);\nCREATE INDEX a_id ON a (id);\n"),
            ("supabase/revert/001_a.sql", "DROP INDEX CONCURRENTLY a_id;\nDROP TABLE a_copy;\nDROP TABLE a;\n"));
        await project.MustApplyAsync();

        var failed = await project.DownAsync();

        Assert.Equal((MigrationOutcome.Incomplete, 2), (failed.Results[0].Outcome, Told.OneFinding(failed).Place!.Line));
        await project.AssertLedgerAsync("001_a:reverting");
        Assert.Equal("0", await project.ScalarAsync("SELECT count(*) FROM supabase_migrations.schema_migrations"));
        var refused = await Assert.ThrowsAsync<VerificationException>(() => project.UpAsync());
        Told.AssertComplete(Assert.Single(refused.Findings));
        Assert.Equal((FindingCodes.HalfReverted, "run: plumb down"), (refused.Findings[0].Code, refused.Findings[0].Help));
        Assert.Equal(FindingCodes.HalfReverted, Assert.Single((await project.StatusAsync()).Findings).Code);

        await project.ExecuteAsync("CREATE TABLE a_copy ()");
        await project.MustTakeBackAsync();
        Assert.Null(await project.ScalarAsync("SELECT to_regclass('a')::text"));
        await project.AssertLedgerAsync();
        await project.MustApplyAsync();
        await project.AssertLedgerAsync("001_a");
    }

    [Fact]
    public async Task An_incomplete_migration_can_be_taken_back_and_begins_again_from_the_start()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", "-- plumb: no-transaction\nCREATE TABLE a (id int);\nINSERT INTO missing VALUES (1);\n"),
            ("revert/001_a.sql", "DROP TABLE IF EXISTS a;\n"),
            ("require/001_a.sql", "-- check: asked again\n-- expect: no rows\nSELECT 1 FROM pg_class WHERE relname = 'a';\n"));
        var before = await project.DumpAsync();
        Assert.False((await project.UpAsync()).Succeeded);

        await project.MustTakeBackAsync();
        Assert.Equal(before, await project.DumpAsync());
        await project.AssertLedgerAsync();

        await project.ExecuteAsync("CREATE TABLE missing (id int)");
        var result = await project.MustApplyAsync();
        Assert.Equal("asked again", Assert.Single(result.Checks.Results).Check.Title);
        Assert.NotNull(await project.ScalarAsync("SELECT to_regclass('a')::text"));
    }

    [Fact]
    public async Task A_revert_may_ask_to_run_outside_a_transaction()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", "CREATE TABLE a (id int);\n"),
            ("revert/001_a.sql", "-- plumb: no-transaction\nDROP TABLE a;\nDROP TABLE missing;\n"));
        await project.MustApplyAsync();

        Assert.Equal(MigrationOutcome.Incomplete, Assert.Single((await project.DownAsync()).Results).Outcome);
        Assert.Null(await project.ScalarAsync("SELECT to_regclass('a')::text"));
    }

    [Fact]
    public async Task Repeatable_files_with_a_revert_script_go_first()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            [.. Migration("001_a"), ("repeatable/v.sql", "CREATE OR REPLACE VIEW v AS SELECT id FROM t_001_a;\n"), ("revert/v.sql", "DROP VIEW v;\n")]);
        var before = await project.DumpAsync();
        await project.MustApplyAsync();

        var result = await project.MustTakeBackAsync(new DowngradeOptions { All = true });

        Assert.Equal(["v", "001_a"], result.Results.Select(static r => r.Migration.Id));
        Assert.Equal(before, await project.DumpAsync());
        await project.AssertLedgerAsync();
    }
}
