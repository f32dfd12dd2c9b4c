using System.Diagnostics;
using System.Runtime.Versioning;
using Plumb.Findings;
using Plumb.Shadow;

namespace Plumb.PostgresTests.Shadow;

[UnsupportedOSPlatform("windows")]
public sealed class ThrowawayTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bare_server_is_there_for_its_superuser_and_leaves_nothing_behind()
    {
        var server = await EmbeddedServer.StartThrowawayAsync(new EmbeddedServerOptions(), Token);

        Assert.Equal("on", await Sql.ValueAsync<string>(server.ConnectionString, "SHOW is_superuser"));
        Assert.Equal("logical", await Sql.ValueAsync<string>(server.ConnectionString, "SHOW wal_level"));
        Assert.Equal("", await Sql.ValueAsync<string>(server.ConnectionString, "SHOW listen_addresses"));
        Assert.Equal("UTF8", await Sql.ValueAsync<string>(server.ConnectionString, "SHOW server_encoding"));
        Assert.Empty(server.StandIns);
        Assert.True(File.Exists(Path.Combine(server.BinFolder, "postgres")));
        Assert.NotEmpty(ServerTraces.Processes(server.ConnectionString));

        await server.DisposeAsync();

        Assert.False(Directory.Exists(ServerTraces.Folder(server.ConnectionString)));
        Assert.Empty(ServerTraces.Processes(server.ConnectionString));
    }

    [Fact]
    public async Task Nobody_else_can_enter_the_folder_of_the_socket()
    {
        await using var server = await EmbeddedServer.StartThrowawayAsync(new EmbeddedServerOptions(), Token);

        var others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        Assert.Equal((UnixFileMode)0, File.GetUnixFileMode(ServerTraces.Folder(server.ConnectionString)) & others);
    }

    [Fact]
    public async Task A_server_ends_with_its_process_when_that_is_killed()
    {
        using var probe = await ProbeProcess.StartAsync();
        Assert.Equal(1, await Sql.ValueAsync<int>(probe.ConnectionString, "SELECT 1"));

        probe.Kill();

        Assert.True(await ServerTraces.AreGoneAsync(probe.ConnectionString));
    }

    [Fact]
    public async Task A_server_runs_in_a_session_of_its_own_so_that_the_terminals_interrupt_does_not_reach_it()
    {
        await using var server = await EmbeddedServer.StartThrowawayAsync(new EmbeddedServerOptions(), Token);

        foreach (var line in ServerTraces.Processes(server.ConnectionString))
        {
            Assert.NotEqual(SessionOf(Environment.ProcessId), SessionOf(int.Parse(line.Trim().Split(' ')[0], null)));
        }

        static string SessionOf(int process)
        {
            using var ask = Process.Start(new ProcessStartInfo("ps", ["-o", "sid=", "-p", $"{process}"]) { RedirectStandardOutput = true })!;
            return ask.StandardOutput.ReadToEnd().Trim();
        }
    }

    [Fact]
    public async Task A_killed_guard_is_cleaned_up_after_at_the_next_start()
    {
        using var probe = await ProbeProcess.StartAsync();
        var guard = (await File.ReadAllTextAsync(Path.Combine(ServerTraces.Folder(probe.ConnectionString), "guard.pid"), Token)).Trim();
        Process.GetProcessById(int.Parse(guard, null)).Kill();
        probe.Kill();
        while (ServerTraces.Processes(probe.ConnectionString).Any(line => line.Trim().StartsWith(guard + " ", StringComparison.Ordinal)))
        {
            await Task.Delay(10, Token);
        }

        await using var next = await EmbeddedServer.StartThrowawayAsync(new EmbeddedServerOptions(), Token);

        Assert.True(await ServerTraces.AreGoneAsync(probe.ConnectionString));
    }

    [Fact]
    public async Task A_cancelled_start_leaves_nothing_behind()
    {
        using var cache = new TemporaryFolder();
        cache.OpenToEverybody();
        var options = new EmbeddedServerOptions { Variables = name => name is "PLUMB_CACHE" ? cache.Path : Environment.GetEnvironmentVariable(name) };
        await using var other = await EmbeddedServer.StartThrowawayAsync(options, Token);
        var running = Path.GetDirectoryName(ServerTraces.Folder(other.ConnectionString))!;
        for (var delay = 0; delay < 120; delay += 15)
        {
            using var cancellation = new CancellationTokenSource(delay);
            try
            {
                await using var server = await EmbeddedServer.StartThrowawayAsync(options, cancellation.Token);
            }
            catch (OperationCanceledException)
            {
                // As asked for.
            }

            Assert.Equal([ServerTraces.Folder(other.ConnectionString)], Directory.GetDirectories(running));
        }
    }

    [Fact]
    public async Task A_version_that_is_nowhere_is_reported_with_all_that_was_tried_and_a_way_out()
    {
        var options = new EmbeddedServerOptions { MajorVersion = 9, Variables = name => name == "PLUMB_POSTGRES" ? "/nowhere" : Environment.GetEnvironmentVariable(name) };

        var failure = await Assert.ThrowsAsync<DatabaseException>(() => EmbeddedServer.StartThrowawayAsync(options, Token));

        var finding = Assert.Single(failure.Findings);
        Assert.Equal("PL400", finding.Code.Code);
        Assert.Contains(finding.Details, line => line.StartsWith("PLUMB_POSTGRES=/nowhere: no postgres", StringComparison.Ordinal));
        Assert.Contains(finding.Details, line => line.StartsWith("download with npm: ", StringComparison.Ordinal));
        Assert.Contains("apt install postgresql-9", finding.Help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_profile_suggests_the_right_one()
    {
        var options = new EmbeddedServerOptions { Profile = "supabse" };

        var failure = await Assert.ThrowsAsync<UsageException>(() => EmbeddedServer.StartThrowawayAsync(options, Token));

        Assert.Contains("profile: supabase", Assert.Single(failure.Findings).Help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_who_is_not_root_runs_the_server_themself()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can become somebody else.");
        using var home = new TemporaryFolder();
        home.OpenToEverybody();
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["HOME"] = home.Path, ["XDG_CACHE_HOME"] = "", ["DOTNET_CLI_HOME"] = home.Path };
        using var probe = await ProbeProcess.StartAsync(variables: variables, account: "nobody");

        Assert.StartsWith(Path.Combine(home.Path, ".cache", "plumb"), ServerTraces.Folder(probe.ConnectionString), StringComparison.Ordinal);
        Assert.Equal(1, await Sql.ValueAsync<int>(probe.ConnectionString, "SELECT 1"));
        probe.Kill();
        Assert.True(await ServerTraces.AreGoneAsync(probe.ConnectionString));
    }
}
