using Plumb.Findings;

namespace Plumb.PostgresTests.Execution;

public sealed class VerificationTests(PostgresServer server)
{
    private const string Until = "-- check: the old column is there\n-- expect: rows\n-- until: 002_b\nSELECT old FROM a;\n";

    private static readonly (string Path, string Text)[] Files =
    [
        ("migrations/001_a.sql", "CREATE TABLE a AS SELECT 1 AS old;\n"),
        ("verify/001_a.sql", Until + "-- check: the table is there\n-- expect: rows\nSELECT 1 FROM pg_class WHERE relname = 'a';\n"),
        ("migrations/002_b.sql", "ALTER TABLE a DROP old;\n"),
    ];

    [Fact]
    public async Task A_check_with_an_end_runs_until_that_migration_is_in_place()
    {
        await using var project = await TestProject.CreateAsync(server, Files);
        await project.MustApplyAsync(new() { To = "001_a" });
        Assert.Equal(2, (await project.VerifyAsync()).Checks.PassedCount);
        await project.ExecuteAsync("DELETE FROM a");
        Assert.False((await project.VerifyAsync()).Succeeded);

        await project.MustApplyAsync();

        var verified = await project.VerifyAsync();
        Assert.True(verified.Succeeded);
        Assert.Equal("the table is there", Assert.Single(verified.Checks.Results).Check.Title);
    }

    [Fact]
    public async Task A_check_with_an_end_does_not_stop_a_file_that_others_have_overtaken()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/002_b.sql", "CREATE TABLE b ();\n"));
        await project.MustApplyAsync();
        project.Write(("migrations/001_a.sql", "CREATE TABLE a ();\n"), ("verify/001_a.sql", Until));

        await project.MustApplyAsync();
    }

    [Fact]
    public async Task An_end_that_no_migration_has_is_refused()
    {
        await using var project = await TestProject.CreateAsync(server, Files);
        project.Write(("verify/001_a.sql", Until.Replace("002_b", "002_c", StringComparison.Ordinal)));

        var refused = await Assert.ThrowsAsync<MigrationFileException>(() => project.UpAsync());

        Told.AssertComplete(Assert.Single(refused.Findings));
        Assert.Contains("-- until: 002_b", refused.Findings[0].Help, StringComparison.Ordinal);
        await project.AssertLedgerAsync();
    }

    [Fact]
    [Trait("Row", "WP-12")]
    public async Task Verify_runs_every_check_in_place_and_changes_nothing()
    {
        await using var project = await TestProject.CreateAsync(server, [.. Files, ("verify/_always.sql", "-- check: healthy\n-- expect: rows\nSELECT 1;\n")]);
        await project.MustApplyAsync();
        var before = await project.DumpAsync();

        var all = await project.VerifyAsync();
        var one = await project.VerifyAsync("001_a");

        Assert.Equal(["the table is there", "healthy"], all.Checks.Results.Select(static r => r.Check.Title));
        Assert.Equal(["the table is there"], one.Checks.Results.Select(static r => r.Check.Title));
        Assert.Equal(before, await project.DumpAsync());
        await project.AssertNothingOpenAsync();
    }

    [Fact]
    public async Task What_has_only_tests_is_applied_unchecked_where_tests_do_not_run_and_that_is_said()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", "CREATE TABLE a (id int);\n"),
            ("verify/001_a.sql", "-- test: a row can be kept\n-- expect: affected 1\nINSERT INTO a VALUES (1);\n"));

        var (exitCode, output, _) = await PlumbProcess.RunAsync(project, "up", "--env", "test");

        Assert.Equal(0, exitCode);
        Assert.Contains("warning PL243: 001_a was applied, and nothing of it was checked", output, StringComparison.Ordinal);
        Assert.Contains("plumb verify 001_a --tests --env test", output, StringComparison.Ordinal);
        Assert.Contains(", nothing checked, 1 test not run (--tests runs them)", output, StringComparison.Ordinal);
        var (verified, told, _) = await PlumbProcess.RunAsync(project, "verify", "001_a", "--tests", "--env", "test");
        Assert.True(verified == 0, told);
        Assert.Contains("verified  1 of 1 required check PASS", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_finds_what_somebody_changed_by_hand()
    {
        await using var project = await TestProject.CreateAsync(server, Files);
        await project.MustApplyAsync();
        await project.ExecuteAsync("DROP TABLE a");

        var result = await project.VerifyAsync();

        Assert.False(result.Succeeded);
        await project.AssertLedgerAsync("001_a", "002_b");
    }
}
