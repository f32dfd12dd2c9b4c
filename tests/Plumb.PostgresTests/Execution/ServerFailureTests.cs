using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Plumb.Findings;
using Plumb.Shadow;

namespace Plumb.PostgresTests.Execution;

/// <summary>A server that fails while a migration runs.</summary>
public sealed class ServerFailureTests(PostgresServer server, PrivateServer other)
{
    private const string File = "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1);\n";

    [Fact]
    public async Task A_server_that_stops_in_the_middle_ends_with_3_and_has_nothing_of_it_when_it_is_back()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", File), ("migrations/002_b.sql", "CREATE TABLE b ();\nSELECT pg_sleep(60);\n"));
        string before;
        await using (var local = await EmbeddedServer.StartLocalAsync(project.Root, "local", new EmbeddedServerOptions(), TestContext.Current.CancellationToken))
        {
            await using var connection = new NpgsqlConnection(local.SuperuserConnectionString);
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await TestProject.ExecuteAsync(connection, "ALTER DATABASE postgres SET synchronous_commit = on");
            using var plumb = PlumbProcess.StartOn(local.ConnectionString, project, "up", "--env", "test");
            await WaitForSleepAsync(connection);
            before = await PgDump.RunAsync(local.ConnectionString);

            // The commit of 001_a has not waited for the disk; one that does takes it along.
            await TestProject.ExecuteAsync(connection, "SET synchronous_commit = on");
            await TestProject.ExecuteAsync(connection, "SELECT pg_logical_emit_message(true, 'test', '')");
            await StopAtOnceAsync(connection);

            var (exitCode, output, errors) = await plumb.WaitAsync();

            Assert.True(exitCode == 3, output + errors);
            Assert.Contains("PL238", output + errors, StringComparison.Ordinal);
            Assert.EndsWith("not applied  1 migration before it is done and recorded, if the server has kept the last one: plumb status --env test tells\n", output, StringComparison.Ordinal);
        }

        project.Write(("migrations/002_b.sql", "CREATE TABLE b ();\n"));
        await using var back = await EmbeddedServer.StartLocalAsync(project.Root, "local", new EmbeddedServerOptions(), TestContext.Current.CancellationToken);
        Assert.Equal(before, await PgDump.RunAsync(back.ConnectionString));
        using var again = PlumbProcess.StartOn(back.ConnectionString, project, "up", "--env", "test", "--format", "json");
        var ended = await again.WaitAsync();
        Assert.True(ended.ExitCode == 0, ended.Output + ended.Errors);
        Assert.Contains("\"002_b\"", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"migration\": \"001_a\"", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-- plumb: no-transaction\n")]
    public async Task A_session_that_an_administrator_ends_is_no_fault_of_the_file(string header)
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", header + File + "SELECT pg_sleep(60);\n"));
        var upgrade = project.UpAsync();
        await project.WaitUntilAsync("EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep')");
        await project.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'");

        var lost = await Assert.ThrowsAsync<DatabaseException>(() => upgrade);

        Assert.Equal(ExitCode.Unreachable, lost.ExitCode);
        var finding = Assert.Single(lost.Findings);
        Told.AssertComplete(finding);
        Assert.Equal("57P01", finding.SqlState);
        await project.AssertLedgerAsync(header.Length == 0 ? [] : ["001_a:incomplete"]);
        await project.AssertNothingOpenAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("-- plumb: no-transaction\n")]
    public async Task A_full_disk_is_no_fault_of_the_file(string header)
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", header + File + "COPY (SELECT repeat('x', 1000) FROM generate_series(1, 1000)) TO '/dev/full';\n"));

        var full = await Assert.ThrowsAsync<DatabaseException>(() => project.UpAsync());

        var finding = Assert.Single(full.Findings);
        Told.AssertComplete(finding);
        Assert.Equal((ExitCode.Unreachable, "53100"), (full.ExitCode, finding.SqlState));
        Assert.Equal(header.Length == 0 ? 3 : 4, finding.Place!.Line);
        Assert.Contains("make room", finding.Help, StringComparison.Ordinal);
        await project.AssertLedgerAsync(header.Length == 0 ? [] : ["001_a:incomplete"]);
        Assert.Equal(header.Length == 0 ? null : "a", await project.ScalarAsync("SELECT to_regclass('a')::text"));
    }

    [Fact]
    public async Task A_tablespace_without_room_leaves_nothing_and_the_next_run_succeeds_when_there_is_room()
    {
        var folder = Directory.CreateTempSubdirectory("plumb").FullName;
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", File + "CREATE TABLE big TABLESPACE tiny AS SELECT repeat(md5(i::text), 20) AS x FROM generate_series(1, 20000) i;\n"));
        var data = await ScalarAsync("SELECT current_setting('data_directory')");
        var owner = (await RunAsync("stat", "-c", "%u", data)).Output.Trim();
        var mounted = await RunAsync("mount", "-t", "tmpfs", "-o", $"size=4m,mode=0700,uid={owner}", "tmpfs", folder);
        Assert.SkipUnless(mounted.ExitCode == 0, "a small file system can only be mounted by root");
        try
        {
            await other.ExecuteAsync($"CREATE TABLESPACE tiny LOCATION '{folder}'", "CREATE DATABASE full_disk");
            var place = new NpgsqlConnectionStringBuilder((await other.GetAsync()).SuperuserConnectionString) { Database = "full_disk" }.ConnectionString;
            var before = await PgDump.RunAsync(place);

            using var plumb = PlumbProcess.StartOn(place, project, "up", "--env", "test");
            var (exitCode, output, errors) = await plumb.WaitAsync();

            Assert.True(exitCode == 3, output + errors);
            Assert.Contains("No space left on device", output + errors, StringComparison.Ordinal);
            Assert.Contains("migrations/001_a.sql:3:", output + errors, StringComparison.Ordinal);
            Assert.Equal(before, await PgDump.RunAsync(place));

            Assert.Equal(0, (await RunAsync("mount", "-o", "remount,size=64m", folder)).ExitCode);
            using var again = PlumbProcess.StartOn(place, project, "up", "--env", "test");
            Assert.Equal(0, (await again.WaitAsync()).ExitCode);
        }
        finally
        {
            await other.ExecuteAsync("DROP DATABASE IF EXISTS full_disk WITH (FORCE)", "CHECKPOINT", "DROP TABLESPACE IF EXISTS tiny");
            await RunAsync("umount", folder);
            Directory.Delete(folder);
        }
    }

    internal static async Task WaitForSleepAsync(NpgsqlConnection connection)
    {
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(30);)
        {
            await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'", connection);
            if (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) is > 0L)
            {
                return;
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Fail("the migration never slept");
    }

    /// <summary>What <c>pg_ctl stop -m immediate</c> sends.</summary>
    internal static async Task StopAtOnceAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)", connection);
        var process = (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(0, (await RunAsync("kill", "-s", "QUIT", process)).ExitCode);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }

    private async Task<string> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection((await other.GetAsync()).SuperuserConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture)!;
    }
}
