using Npgsql;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Findings;

namespace Plumb.PostgresTests.Execution;

public sealed class PoolerTests(PostgresServer server)
{
    [Theory]
    [InlineData("transaction", "")]
    [InlineData("transaction", "server_round_robin = 1\nmin_pool_size = 5")]
    [InlineData("transaction", "server_reset_query_always = 1")]
    [InlineData("transaction", "server_round_robin = 1\nmin_pool_size = 5\nserver_reset_query_always = 1")]
    [InlineData("statement", "")]
    [InlineData("session", "server_reset_query =")]
    public async Task A_pooler_that_may_give_every_transaction_another_session_is_refused_before_anything(string mode, string settings)
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE TABLE a ();\n"));
        using var pooler = await PgBouncer.StartAsync(project.ConnectionString, mode, settings);
        await WarmAsync(pooler);

        using var plumb = PlumbProcess.StartOn(pooler.ConnectionString, project, "up", "--env", "test");
        var (exitCode, output, errors) = await plumb.WaitAsync();

        Assert.True(exitCode == 3, output + errors);
        Assert.Contains("PL236", output + errors, StringComparison.Ordinal);
        await project.AssertLedgerAsync();
        Assert.Equal("0", await project.ScalarAsync("SELECT count(*) FROM pg_namespace WHERE nspname = 'plumb'"));
        if (settings.Length == 0)
        {
            await project.AssertNoAdvisoryLockAsync();
        }
    }

    [Fact]
    public async Task A_pooler_that_keeps_a_session_for_each_client_works()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", "CREATE TABLE a (id int);\n"),
            ("migrations/002_b.sql", "SET search_path = nowhere;\nCREATE INDEX CONCURRENTLY a_id ON public.a (id);\n"),
            ("verify/001_a.sql", "-- check: a\n-- expect: rows\nSELECT 1 FROM pg_class WHERE relname = 'a';\n"));
        using var pooler = await PgBouncer.StartAsync(project.ConnectionString, "session", "min_pool_size = 3");
        await WarmAsync(pooler);
        var target = ConnectionTarget.FromConnectionString("test", pooler.ConnectionString);

        var result = await new Upgrade(project.Read(), project.Execution, project.Events).RunAsync(target, new UpgradeOptions(), TestContext.Current.CancellationToken);

        Assert.True(result.Succeeded, Told.Of(result));
        Assert.True(result.Identity.IsPooled);
        await project.AssertLedgerAsync("001_a", "002_b");
        await project.AssertNoAdvisoryLockAsync();
    }

    [Fact]
    public async Task Who_holds_a_lock_is_seen_through_a_pooler()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "ALTER TABLE busy ADD b int;\n"));
        await project.ExecuteAsync("CREATE TABLE busy (a int)");
        await using var analytics = await project.OpenAsync("analytics");
        await TestProject.ExecuteAsync(analytics, "BEGIN; LOCK busy");
        using var pooler = await PgBouncer.StartAsync(project.ConnectionString, "session");
        project.Execution = new ExecutionOptions { LockTimeout = TimeSpan.FromMilliseconds(600), LockAttempts = 2, FirstPause = TimeSpan.FromMilliseconds(10) };

        var locked = await Assert.ThrowsAsync<LockedException>(() => new Upgrade(project.Read(), project.Execution, project.Events)
            .RunAsync(ConnectionTarget.FromConnectionString("test", pooler.ConnectionString), new UpgradeOptions(), TestContext.Current.CancellationToken));

        Assert.Contains($"pid {analytics.ProcessID}, app \"analytics\"", Assert.Single(locked.Findings[0].Details), StringComparison.Ordinal);
        await TestProject.ExecuteAsync(analytics, "ROLLBACK");
    }

    /// <summary>Lets the pooler open several connections to the server, so that the next client need not get the last one's.</summary>
    private static async Task WarmAsync(PgBouncer pooler)
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var connection = new NpgsqlConnection(pooler.ConnectionString);
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand("SELECT pg_sleep(0.2)", connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }));
    }
}
