using System.Globalization;
using Npgsql;
using Plumb.Shadow;

namespace Plumb.PostgresTests.Execution;

/// <summary>
/// What is left of a run when the server crashes. Its writer of WAL sleeps, so that only what waited for the disk is sure to be there afterwards.
/// </summary>
public sealed class DurabilityTests(PostgresServer server)
{
    private const int Many = 400;

    [Fact]
    public async Task A_server_that_crashes_in_a_long_run_keeps_a_beginning_of_it_with_its_ledger()
    {
        await using var project = await TestProject.CreateAsync(server, [.. Enumerable.Range(1, Many).Select(static i => File(i, ""))]);
        await using (var local = await StartAsync(project))
        {
            await using var connection = await OpenAsync(local);
            using var plumb = PlumbProcess.StartOn(local.ConnectionString, project, "up", "--env", "test");
            while (await TellAsync(connection, "SELECT count(*) FROM pg_class WHERE relname ~ '^t_'") is "0")
            {
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }

            await ServerFailureTests.StopAtOnceAsync(connection);
            var (exitCode, output, errors) = await plumb.WaitAsync();

            Assert.True(exitCode == 3, output + errors);
            Assert.EndsWith(": plumb status --env test tells\n", output, StringComparison.Ordinal);
        }

        await using var back = await EmbeddedServer.StartLocalAsync(project.Root, "local", new EmbeddedServerOptions(), TestContext.Current.CancellationToken);
        await using (var connection = await OpenAsync(back))
        {
            var tables = await TellAsync(connection, "SELECT string_agg(substr(relname, 3), ',' ORDER BY relname) FROM pg_class WHERE relname ~ '^t_'");
            var recorded = await TellAsync(connection, "SELECT string_agg(left(id, 4), ',' ORDER BY id) FROM plumb.migration");
            Assert.Equal(tables, recorded);
            Assert.InRange(tables.Split(',').Length, 0, Many - 1);
            Assert.Equal(string.Join(',', Enumerable.Range(1, tables.Split(',', StringSplitOptions.RemoveEmptyEntries).Length).Select(Name)), tables);
        }

        using var again = PlumbProcess.StartOn(back.ConnectionString, project, "up", "--env", "test");
        var (ended, said, _) = await again.WaitAsync();
        Assert.True(ended == 0, said);
    }

    [Theory]
    [InlineData("done", "CREATE TABLE t_0003 ();\n", 0, "0001,0002,0003")]
    [InlineData("a statement fails", "SELECT 1 / 0;\n", 1, "0001,0002")]
    [InlineData("a lock is not had", "-- plumb: lock-timeout 10ms\nLOCK busy;\n", 4, "0001,0002")]
    [InlineData("interrupted", "SELECT pg_sleep(60);\n", 130, "0001,0002")]
    public async Task What_a_run_has_applied_survives_a_crash_right_after_its_last_word(string how, string last, int expected, string kept)
    {
        Assert.NotEmpty(how);
        await using var project = await TestProject.CreateAsync(server, File(1, ""), File(2, ""), ("migrations/0003_c.sql", last));
        await using (var local = await StartAsync(project))
        {
            await using var connection = await OpenAsync(local);
            await using var blocker = await OpenAsync(local);
            await TestProject.ExecuteAsync(blocker, "CREATE TABLE busy (); BEGIN; LOCK busy;");
            using var plumb = PlumbProcess.StartOn(local.ConnectionString, project, "up", "--env", "test", "--lock-attempts", "1");
            if (expected == 130)
            {
                await ServerFailureTests.WaitForSleepAsync(connection);
                await plumb.SignalAsync("INT");
            }

            var (exitCode, output, errors) = await plumb.WaitAsync();
            await ServerFailureTests.StopAtOnceAsync(connection);

            Assert.True(exitCode == expected, output + errors);
        }

        await using var back = await EmbeddedServer.StartLocalAsync(project.Root, "local", new EmbeddedServerOptions(), TestContext.Current.CancellationToken);
        await using var look = await OpenAsync(back);
        Assert.Equal(kept, await TellAsync(look, "SELECT string_agg(left(id, 4), ',' ORDER BY id) FROM plumb.migration"));
        Assert.Equal(kept, await TellAsync(look, "SELECT string_agg(substr(relname, 3), ',' ORDER BY relname) FROM pg_class WHERE relname ~ '^t_'"));
    }

    private static string Name(int number) => number.ToString("0000", CultureInfo.InvariantCulture);

    private static (string Path, string Text) File(int number, string more) => ($"migrations/{Name(number)}_a.sql", $"CREATE TABLE t_{Name(number)} ();\n{more}");

    private static async Task<EmbeddedServer> StartAsync(TestProject project)
    {
        var local = await EmbeddedServer.StartLocalAsync(project.Root, "local", new EmbeddedServerOptions(), TestContext.Current.CancellationToken);
        await using var connection = await OpenAsync(local);
        await TestProject.ExecuteAsync(
            connection,
            "ALTER DATABASE postgres SET synchronous_commit = on; ALTER SYSTEM SET wal_writer_delay = '10s'; ALTER SYSTEM SET wal_writer_flush_after = '1GB'; SELECT pg_reload_conf();");
        return local;
    }

    private static async Task<NpgsqlConnection> OpenAsync(EmbeddedServer local)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(local.SuperuserConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private static async Task<string> TellAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { AllResultTypesAreUnknown = true };
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) as string ?? "";
    }
}
