using Plumb.Execution;
using Plumb.Findings;

namespace Plumb.PostgresTests.Execution;

/// <summary>Checks that are marked to run after the commit, outside the migration's locks.</summary>
public sealed class AfterCommitTests(PostgresServer server)
{
    private const string Table = "CREATE TABLE a (id int);\n";
    private const string Check = "-- check: a row is there\n-- expect: rows\n-- after commit\nSELECT id FROM a;\n";

    [Fact]
    public async Task They_see_what_everybody_sees()
    {
        await using var project = await TestProject.CreateAsync(
            server, ("supabase/migrations/001_a.sql", Table + "INSERT INTO a VALUES (1);\n"), ("supabase/verify/001_a.sql", Check));
        string? seenByOthers = null;
        project.Events.When = e => seenByOthers = e is ExecutionEvent.Checked
            ? project.ScalarAsync("SELECT (SELECT count(*) FROM a) || (SELECT state FROM plumb.migration) || (SELECT count(*) FROM supabase_migrations.schema_migrations)").GetAwaiter().GetResult()
            : seenByOthers;

        var result = await project.MustApplyAsync();

        Assert.Equal("1unverified0", seenByOthers);
        Assert.Equal(1, result.Checks.PassedCount);
        await project.AssertLedgerAsync("001_a");
        Assert.Equal("1", await project.ScalarAsync("SELECT count(*) FROM supabase_migrations.schema_migrations"));
    }

    [Fact]
    [Trait("Row", "VS-6")]
    public async Task One_that_fails_takes_the_migration_back_when_there_is_a_revert_script()
    {
        await using var project = await TestProject.CreateAsync(
            server, ("supabase/migrations/001_a.sql", Table), ("supabase/verify/001_a.sql", Check), ("supabase/revert/001_a.sql", "DROP TABLE a;\n"));
        var before = await project.DumpAsync();

        var failed = await project.UpAsync();

        Assert.Equal(MigrationOutcome.TakenBack, Assert.Single(failed.Results).Outcome);
        Assert.Equal(before, await project.DumpAsync());
        await project.AssertLedgerAsync();
        Assert.Equal("0", await project.ScalarAsync("SELECT count(*) FROM supabase_migrations.schema_migrations"));
    }

    [Fact]
    public async Task One_that_fails_leaves_the_migration_unverified_when_there_is_none()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("supabase/migrations/001_a.sql", Table), ("supabase/verify/001_a.sql", Check), ("supabase/migrations/002_b.sql", "CREATE TABLE b ();\n"));

        var failed = await project.UpAsync();

        Assert.Equal(MigrationOutcome.Unverified, Assert.Single(failed.Results).Outcome);
        await project.AssertLedgerAsync("001_a:unverified");
        Assert.Equal("0", await project.ScalarAsync("SELECT count(*) FROM supabase_migrations.schema_migrations"));

        await project.ExecuteAsync("INSERT INTO a VALUES (1)");
        await project.MustApplyAsync();
        await project.AssertLedgerAsync("001_a", "002_b");
        Assert.Equal("2", await project.ScalarAsync("SELECT count(*) FROM supabase_migrations.schema_migrations"));
    }

    [Fact]
    public async Task An_unverified_migration_can_be_taken_back()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", Table), ("verify/001_a.sql", Check));
        var before = await project.DumpAsync();
        Assert.False((await project.UpAsync()).Succeeded);

        project.Write(("revert/001_a.sql", "DROP TABLE a;\n"));
        await project.MustTakeBackAsync();

        Assert.Equal(before, await project.DumpAsync());
        await project.AssertLedgerAsync();
    }

    [Fact]
    public async Task One_that_fails_after_a_revert_leaves_a_migration_that_down_takes_back_again()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("supabase/migrations/001_a.sql", Table),
            ("supabase/migrations/002_b.sql", "CREATE TABLE b ();\n"),
            ("supabase/revert/002_b.sql", "DROP TABLE IF EXISTS bb;\n-- check: it is gone\n-- expect: no rows\n-- after commit\nSELECT 1 FROM pg_class WHERE relname = 'b';\n"));
        await project.MustApplyAsync();

        Assert.Equal(MigrationOutcome.Unverified, Assert.Single((await project.DownAsync()).Results).Outcome);
        await project.AssertLedgerAsync("001_a", "002_b:reverting");
        Assert.Equal("001", await project.ScalarAsync("SELECT string_agg(version, ',') FROM supabase_migrations.schema_migrations"));

        project.Write(("supabase/revert/002_b.sql", "DROP TABLE IF EXISTS b;\n-- check: it is gone\n-- expect: no rows\n-- after commit\nSELECT 1 FROM pg_class WHERE relname = 'b';\n"));
        await project.MustTakeBackAsync();
        await project.AssertLedgerAsync("001_a");
    }

    [Fact]
    public async Task One_that_fails_after_a_revert_never_lets_up_record_what_is_gone()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", Table),
            ("revert/001_a.sql", "DROP TABLE IF EXISTS a;\n-- check: somebody said yes\n-- expect: rows\n-- after commit\nSELECT 1 FROM pg_class WHERE relname = 'yes';\n"));
        await project.MustApplyAsync();
        Assert.False((await project.DownAsync()).Succeeded);

        var refused = await Assert.ThrowsAsync<VerificationException>(() => project.UpAsync());

        Told.AssertComplete(Assert.Single(refused.Findings));
        Assert.Equal(FindingCodes.HalfReverted, refused.Findings[0].Code);
        await project.AssertLedgerAsync("001_a:reverting");
        await project.ExecuteAsync("CREATE TABLE yes ()");
        await project.MustTakeBackAsync();
        await project.AssertLedgerAsync();
    }

    [Fact]
    public async Task All_in_one_transaction_never_runs_an_unverified_migration_again()
    {
        await using var project = await TestProject.CreateAsync(
            server, ("migrations/001_a.sql", "CREATE TABLE IF NOT EXISTS a (id int);\nCREATE TABLE IF NOT EXISTS runs ();\nALTER TABLE runs ADD COLUMN IF NOT EXISTS n int;\nINSERT INTO runs VALUES (1);\n"), ("verify/001_a.sql", Check));
        Assert.False((await project.UpAsync()).Succeeded);
        project.Write(("migrations/002_b.sql", "CREATE TABLE b ();\n"));

        var refused = await Assert.ThrowsAsync<MigrationFileException>(() => project.UpAsync(new UpgradeOptions { IsAtomic = true }));

        Told.AssertComplete(Assert.Single(refused.Findings));
        Assert.Equal("1", await project.ScalarAsync("SELECT count(*) FROM runs"));
        await project.AssertLedgerAsync("001_a:unverified");
    }

    [Fact]
    public async Task Of_several_in_one_transaction_the_verdict_names_the_one_that_failed()
    {
        await using var project = await TestProject.CreateAsync(
            server, ("migrations/001_a.sql", Table), ("verify/001_a.sql", Check), ("migrations/002_b.sql", "CREATE TABLE b ();\n"));

        var failed = await project.UpAsync(new UpgradeOptions { IsAtomic = true });

        await project.AssertLedgerAsync("002_b", "001_a:unverified");
        var verdict = Plumb.Reporting.Reports.OfUpgrade("up", project.Read(), failed).Verdict.ToString();
        Assert.Contains("001_a is unverified", verdict, StringComparison.Ordinal);
        Assert.DoesNotContain("rolled back", verdict, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_a_migration_there_is_nothing_to_commit()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", Table), ("require/001_a.sql", Check));

        var refused = await Assert.ThrowsAsync<MigrationFileException>(() => project.UpAsync());

        Told.AssertComplete(Assert.Single(refused.Findings));
        await project.AssertLedgerAsync();
    }
}
