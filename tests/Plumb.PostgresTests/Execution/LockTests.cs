using Plumb.Execution;
using Plumb.Findings;

namespace Plumb.PostgresTests.Execution;

public sealed class LockTests(PostgresServer server)
{
    private static readonly ExecutionOptions Impatient = new()
    {
        LockTimeout = TimeSpan.FromMilliseconds(250),
        LockAttempts = 4,
        FirstPause = TimeSpan.FromMilliseconds(40),
    };

    [Fact]
    public async Task A_lock_that_cannot_be_had_is_tried_with_growing_pauses_and_names_who_holds_it()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE TABLE done_before ();\nALTER TABLE busy ADD b int;\n"));
        project.Execution = Impatient;
        await project.ExecuteAsync("CREATE TABLE busy (a int)");
        await using var analytics = await project.OpenAsync("analytics");
        await TestProject.ExecuteAsync(analytics, "BEGIN");
        await TestProject.ExecuteAsync(analytics, "SELECT count(*) FROM busy");
        var before = await project.DumpAsync();

        var locked = await Assert.ThrowsAsync<LockedException>(() => project.UpAsync());

        Assert.Equal(ExitCode.Locked, locked.ExitCode);
        var finding = Assert.Single(locked.Findings);
        Told.AssertComplete(finding);
        Assert.Equal((FindingCodes.LockNotHad, 2), (finding.Code, finding.Place!.Line));
        Assert.Contains("in 4 attempts", finding.Message, StringComparison.Ordinal);
        var named = Assert.Single(finding.Details);
        Assert.Contains($"busy is held by pid {analytics.ProcessID}, app \"analytics\"", named, StringComparison.Ordinal);
        Assert.Contains("idle in transaction", named, StringComparison.Ordinal);
        Assert.Contains("SELECT count(*) FROM busy", named, StringComparison.Ordinal);
        Assert.Contains($"pg_terminate_backend({analytics.ProcessID})", finding.Help, StringComparison.Ordinal);
        var pauses = project.Events.Of<ExecutionEvent.Retrying>().Select(static e => e.Pause.TotalMilliseconds);
        Assert.Equal([40, 80, 160], pauses);
        Assert.Equal(before, await project.DumpAsync());
        await project.AssertLedgerAsync();
        await TestProject.ExecuteAsync(analytics, "COMMIT");
        await project.AssertNothingOpenAsync();
    }

    [Fact]
    public async Task It_succeeds_when_the_other_session_goes()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "PREPARE p AS SELECT 1;\nCREATE TABLE done_before ();\nALTER TABLE busy ADD b int;\n"));
        project.Execution = Impatient with { LockAttempts = 50 };
        await project.ExecuteAsync("CREATE TABLE busy (a int)");
        await using var analytics = await project.OpenAsync("analytics");
        await TestProject.ExecuteAsync(analytics, "BEGIN; LOCK busy");
        project.Events.When = e =>
        {
            if (e is ExecutionEvent.Retrying { Attempt: 2 })
            {
                TestProject.ExecuteAsync(analytics, "COMMIT").GetAwaiter().GetResult();
            }
        };

        var result = await project.MustApplyAsync();

        Assert.Equal(2, Assert.Single(result.Results).Retries);
        Assert.Equal(analytics.ProcessID, project.Events.Of<ExecutionEvent.Retrying>()[^1].Blocker!.ProcessId);
        await project.AssertLedgerAsync("001_a");
    }

    [Fact]
    public async Task A_header_decides_how_long_a_file_waits()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", "-- plumb: lock-timeout 100ms\nCREATE TABLE a AS SELECT current_setting('lock_timeout') AS waits;\n"),
            ("revert/001_a.sql", "-- plumb: lock-timeout 200ms\nDROP TABLE a;\nCREATE TABLE a AS SELECT current_setting('lock_timeout') AS waits;\n"));

        await project.MustApplyAsync();
        Assert.Equal("100ms", await project.ScalarAsync("SELECT waits FROM a"));
        await project.MustTakeBackAsync();
        Assert.Equal("200ms", await project.ScalarAsync("SELECT waits FROM a"));
    }

    [Fact]
    public async Task A_check_within_the_transaction_does_not_wait_for_ever_either()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", "CREATE TABLE a (id int);\n"),
            ("verify/001_a.sql", "-- check: a\n-- expect: rows\nSELECT 1 FROM busy;\n"));
        project.Execution = Impatient;
        await project.ExecuteAsync("CREATE TABLE busy (a int)");
        await using var other = await project.OpenAsync();
        await TestProject.ExecuteAsync(other, "BEGIN; LOCK busy");

        var failed = await project.UpAsync().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Equal("error 55P03", Assert.Single(failed.Checks.Results).Found);
        await project.AssertLedgerAsync();
    }

    [Fact]
    public async Task A_deadlock_is_tried_again()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "LOCK first;\nSELECT pg_sleep(0.2);\nLOCK second;\nCREATE TABLE a ();\n"));
        await project.ExecuteAsync("CREATE TABLE first (); CREATE TABLE second ()");
        project.Execution = new ExecutionOptions { LockTimeout = TimeSpan.FromSeconds(20), FirstPause = TimeSpan.FromMilliseconds(50) };
        await using var other = await project.OpenAsync();

        // The other side waits first, so that it is Plumb's turn to look for deadlocks later; whoever loses, Plumb must succeed.
        await TestProject.ExecuteAsync(other, "SET deadlock_timeout = '10s'; BEGIN; LOCK second;");
        var upgrade = project.UpAsync();
        await project.WaitUntilAsync("EXISTS (SELECT FROM pg_locks WHERE relation = 'second'::regclass AND NOT granted)");
        await TestProject.ExecuteAsync(other, "LOCK first");
        await TestProject.ExecuteAsync(other, "COMMIT");

        var result = await upgrade;
        Assert.True(result.Succeeded, Told.Of(result));
        Assert.Equal(1, result.Results[0].Retries);
        await project.AssertLedgerAsync("001_a");
    }

    [Fact]
    public async Task A_serialization_failure_is_tried_again()
    {
        await using var project = await TestProject.CreateAsync(server);
        await project.ExecuteAsync("CREATE TABLE a AS SELECT 1 AS id");
        project.Write(("migrations/001_a.sql", "BEGIN ISOLATION LEVEL REPEATABLE READ;\nSELECT 1;\nSELECT pg_sleep(0.5);\nUPDATE a SET id = id + 10;\nCOMMIT;\n"));
        project.Execution = new ExecutionOptions { FirstPause = TimeSpan.FromMilliseconds(50) };
        var upgrade = project.UpAsync();
        await project.WaitUntilAsync("EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep(0.5)%' AND pid <> pg_backend_pid())");
        await project.ExecuteAsync("UPDATE a SET id = id + 1");

        var result = await upgrade;

        Assert.True(result.Succeeded, Told.Of(result));
        Assert.Equal(1, result.Results[0].Retries);
        Assert.Equal("12", await project.ScalarAsync("SELECT id FROM a"));
    }

    [Fact]
    public async Task Of_two_at_the_same_time_the_second_waits_and_then_finds_nothing_to_do()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "SELECT pg_sleep(0.7);\nCREATE TABLE a ();\n"), ("migrations/002_b.sql", "CREATE TABLE b ();\n"));

        var both = await Task.WhenAll(project.UpAsync(), project.UpAsync());

        Assert.All(both, static r => Assert.True(r.Succeeded));
        Assert.Equal([0, 2], both.Select(static r => r.Results.Count).Order());
        var waits = project.Events.Of<ExecutionEvent.WaitingForTurn>();
        Assert.NotEmpty(waits);
        Assert.All(waits, static w => Assert.Equal("plumb", w.Holder.Application));
        await project.AssertLedgerAsync("001_a", "002_b");
        Assert.Equal("2", await project.ScalarAsync("SELECT count(*) FROM plumb.event"));
    }

    [Fact]
    public async Task The_second_gives_up_after_its_time_and_names_the_first()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE TABLE a ();\n"));
        await using var holder = await project.OpenAsync("plumb on a laptop");
        await TestProject.ExecuteAsync(holder, $"SELECT pg_advisory_lock({MigrationLock.Key})");
        project.Execution = new ExecutionOptions { Patience = TimeSpan.FromMilliseconds(400) };

        var locked = await Assert.ThrowsAsync<LockedException>(() => project.UpAsync());

        var finding = Assert.Single(locked.Findings);
        Told.AssertComplete(finding, hasPlace: false);
        Assert.Equal((ExitCode.Locked, FindingCodes.AnotherPlumbWorks), (locked.ExitCode, finding.Code));
        Assert.Contains($"pid {holder.ProcessID}, app \"plumb on a laptop\"", Assert.Single(finding.Details), StringComparison.Ordinal);
        await project.AssertLedgerAsync();
    }

    [Fact]
    public async Task Waiting_for_the_turn_does_not_block_a_concurrent_index_build()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE INDEX CONCURRENTLY a_id ON a (id);\n"));
        await project.ExecuteAsync("CREATE TABLE a AS SELECT generate_series(1, 1000) AS id");
        await using var busy = await project.OpenAsync();
        await TestProject.ExecuteAsync(busy, "BEGIN; LOCK a IN SHARE MODE");
        var both = Task.WhenAll(project.UpAsync(), project.UpAsync());
        await project.WaitUntilAsync("EXISTS (SELECT FROM pg_locks WHERE relation = 'a'::regclass AND NOT granted)");
        await TestProject.ExecuteAsync(busy, "COMMIT");

        Assert.All(await both.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken), static r => Assert.True(r.Succeeded, Told.Of(r)));
    }

    [Fact]
    public async Task The_role_of_another_user_is_named_without_its_query()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "ALTER TABLE busy ADD b int;\n"));
        var role = await project.CreateRoleAsync();
        project.Role = role;
        project.Execution = Impatient with { LockAttempts = 2 };
        await project.ExecuteAsync($"CREATE TABLE busy (a int); ALTER TABLE busy OWNER TO {role}; GRANT CREATE ON DATABASE {project.Database} TO {role}");
        await using var other = await project.OpenAsync();
        await TestProject.ExecuteAsync(other, "BEGIN; LOCK busy");

        var locked = await Assert.ThrowsAsync<LockedException>(() => project.UpAsync());

        Assert.Contains($"pid {other.ProcessID}", Assert.Single(locked.Findings[0].Details), StringComparison.Ordinal);
        await TestProject.ExecuteAsync(other, "ROLLBACK");
        await project.ExecuteAsync($"DROP OWNED BY {role} CASCADE");
    }

    [Theory]
    [InlineData("SELECT pg_advisory_unlock_all();\nCREATE TABLE a ();\n", MigrationOutcome.RolledBack)]
    [InlineData("DO $$ BEGIN PERFORM pg_advisory_unlock_all(); END $$;\nCREATE TABLE a ();\n", MigrationOutcome.RolledBack)]
    [InlineData("-- plumb: no-transaction\nSELECT pg_advisory_unlock_all();\nCREATE TABLE a ();\n", MigrationOutcome.Incomplete)]
    [InlineData("DISCARD ALL;\nCREATE TABLE a ();\n", MigrationOutcome.Incomplete)]
    public async Task A_file_that_gives_up_the_lock_is_not_recorded_as_applied(string file, MigrationOutcome outcome)
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", file));

        var failed = await project.UpAsync();

        var finding = Told.OneFinding(failed);
        Told.AssertComplete(finding);
        Assert.Contains("gave up the lock", finding.Message, StringComparison.Ordinal);
        Assert.Equal(outcome, failed.Results[0].Outcome);
        Assert.Null(await project.ScalarAsync("SELECT to_regclass('a')::text"));

        project.Write(("migrations/001_a.sql", "-- plumb: no-transaction\nCREATE TABLE a ();\n"));
        await project.MustApplyAsync();
        await project.AssertLedgerAsync("001_a");
    }

    [Fact]
    public async Task Without_the_lock_nothing_of_an_interrupted_build_is_removed_that_another_run_may_need()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE UNIQUE INDEX CONCURRENTLY i ON a (same(id));\n"));
        await project.ExecuteAsync(
            """
            CREATE TABLE a (id int);
            INSERT INTO a VALUES (1), (2);
            CREATE FUNCTION same(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN PERFORM pg_advisory_unlock_all(); RETURN 0; END $$;
            """);

        Assert.Equal("23505", Told.OneFinding(await project.UpAsync()).SqlState);

        Assert.Equal("t", await project.ScalarAsync("SELECT NOT indisvalid FROM pg_index WHERE indexrelid = to_regclass('i')"));
        Assert.Equal("f", await project.ScalarAsync("SELECT finished FROM plumb.journal"));
    }

    [Fact]
    public async Task The_record_waits_no_longer_than_the_file_while_its_locks_are_held()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE TABLE a ();\n"));
        await project.MustApplyAsync();
        project.Write(("migrations/002_b.sql", "ALTER TABLE a ADD b int;\n"));
        project.Execution = Impatient with { LockAttempts = 1 };
        await using var other = await project.OpenAsync("dashboard");
        await TestProject.ExecuteAsync(other, "BEGIN; LOCK TABLE plumb.event IN SHARE MODE;");

        var locked = await Assert.ThrowsAsync<LockedException>(() => project.UpAsync(cancellation: Soon()));

        Assert.Equal(FindingCodes.LockNotHad, Assert.Single(locked.Findings).Code);
        await project.AssertLedgerAsync("001_a");
    }

    [Fact]
    public async Task Somebody_who_reads_the_history_of_the_Supabase_CLI_is_not_waited_for()
    {
        await using var project = await TestProject.CreateAsync(server, ("supabase/migrations/001_a.sql", "CREATE TABLE a ();\n"));
        await project.MustApplyAsync();
        project.Write(("supabase/migrations/002_b.sql", "CREATE TABLE b ();\n"));
        await using var other = await project.OpenAsync("dashboard");
        await TestProject.ExecuteAsync(other, "BEGIN; LOCK TABLE supabase_migrations.schema_migrations IN ACCESS SHARE MODE;");

        var applied = await project.UpAsync(cancellation: Soon());

        Assert.True(applied.Succeeded, Told.Of(applied));
        await project.AssertLedgerAsync("001_a", "002_b");
    }

    private static CancellationToken Soon() => new CancellationTokenSource(TimeSpan.FromSeconds(10)).Token;
}
