using System.Runtime.Versioning;
using Plumb.Findings;
using Plumb.Shadow;

namespace Plumb.PostgresTests.Shadow;

[UnsupportedOSPlatform("windows")]
public sealed class LocalTests : IAsyncDisposable
{
    private readonly TemporaryFolder project = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await EmbeddedServer.DeleteLocalAsync(project.Path, "local", CancellationToken.None);
        project.Dispose();
    }

    [Fact]
    public async Task Data_is_kept_from_one_start_to_the_next_until_it_is_deleted()
    {
        await using (var first = await StartAsync())
        {
            await using var connection = await Sql.OpenAsync(first.ConnectionString);
            await Sql.RunAsync(connection, "CREATE TABLE kept ()");
        }

        Assert.True(await HasTableAsync());
        await EmbeddedServer.DeleteLocalAsync(project.Path, "local", Token);
        Assert.False(await HasTableAsync());

        async Task<bool> HasTableAsync()
        {
            await using var server = await StartAsync();
            return await Sql.ValueAsync<bool>(server.ConnectionString, "SELECT to_regclass('kept') IS NOT NULL");
        }
    }

    [Fact]
    public async Task Environments_of_a_project_run_side_by_side_and_keep_their_data_apart()
    {
        try
        {
            await using var local = await StartAsync();
            await using (var staging = await StartAsync("staging"))
            {
                Assert.NotEqual(local.ConnectionString, staging.ConnectionString);
                await using var connection = await Sql.OpenAsync(staging.ConnectionString);
                await Sql.RunAsync(connection, "CREATE TABLE kept ()");
            }

            await using var again = await StartAsync("staging");
            const string isKept = "SELECT to_regclass('kept') IS NOT NULL";
            Assert.False(await Sql.ValueAsync<bool>(local.ConnectionString, isKept));
            Assert.True(await Sql.ValueAsync<bool>(again.ConnectionString, isKept));
        }
        finally
        {
            await EmbeddedServer.DeleteLocalAsync(project.Path, "staging", CancellationToken.None);
        }
    }

    [Fact]
    public async Task The_project_keeps_only_a_folder_that_git_ignores()
    {
        await using var server = await StartAsync();

        Assert.Equal([".plumb"], Directory.GetFileSystemEntries(project.Path).Select(Path.GetFileName));
        Assert.Equal("*\n", await File.ReadAllTextAsync(Path.Combine(project.Path, ".plumb", ".gitignore"), Token));
    }

    [Fact]
    public async Task Two_processes_share_a_local_and_the_last_one_ends_it()
    {
        using var probe = await ProbeProcess.StartAsync(project.Path);
        var server = await StartAsync();
        Assert.Equal(probe.ConnectionString, server.ConnectionString);

        await probe.StopAsync();
        Assert.Equal(1, await Sql.ValueAsync<int>(server.ConnectionString, "SELECT 1"));

        await server.DisposeAsync();
        Assert.False(Directory.Exists(ServerTraces.Folder(server.ConnectionString)));
        Assert.Empty(ServerTraces.Processes(server.ConnectionString));
    }

    [Fact]
    public async Task A_local_survives_the_death_of_the_process_that_started_it_while_another_uses_it()
    {
        using var probe = await ProbeProcess.StartAsync(project.Path);
        var server = await StartAsync();

        probe.Kill();
        await Task.Delay(200, Token);
        Assert.Equal(1, await Sql.ValueAsync<int>(server.ConnectionString, "SELECT 1"));

        await server.DisposeAsync();
        Assert.False(Directory.Exists(ServerTraces.Folder(server.ConnectionString)));
    }

    [Fact]
    public async Task A_local_that_is_just_ending_is_waited_for_and_started_again()
    {
        for (var i = 0; i < 10; i++)
        {
            var first = await StartAsync();
            var ending = first.DisposeAsync();
            await using var second = await StartAsync();
            Assert.Equal(1, await Sql.ValueAsync<int>(second.ConnectionString, "SELECT 1"));
            await ending;
            Assert.Equal(1, await Sql.ValueAsync<int>(second.ConnectionString, "SELECT 1"));
        }
    }

    [Fact]
    public async Task Many_starts_at_once_give_one_server()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync()));

        Assert.Single(servers.Select(server => server.ConnectionString).Distinct(StringComparer.Ordinal));
        foreach (var server in servers)
        {
            Assert.Equal(1, await Sql.ValueAsync<int>(server.ConnectionString, "SELECT 1"));
            await server.DisposeAsync();
        }

        Assert.False(Directory.Exists(ServerTraces.Folder(servers[0].ConnectionString)));
    }

    [Fact]
    public async Task A_local_in_use_is_not_deleted()
    {
        await using var server = await StartAsync();

        var failure = await Assert.ThrowsAsync<LockedException>(() => EmbeddedServer.DeleteLocalAsync(project.Path, "local", Token));

        Assert.Equal("PL406", Assert.Single(failure.Findings).Code.Code);
        Assert.Equal(1, await Sql.ValueAsync<int>(server.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task Another_profile_than_before_asks_for_a_reset()
    {
        await using (await StartAsync())
        {
        }

        var failure = await Assert.ThrowsAsync<DatabaseException>(
            () => EmbeddedServer.StartLocalAsync(project.Path, "local", new EmbeddedServerOptions { Profile = "supabase" }, Token));

        var finding = Assert.Single(failure.Findings);
        Assert.Equal("PL405", finding.Code.Code);
        Assert.Contains("plumb reset", finding.Help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_local_stays_with_its_major_version_and_says_so_when_that_is_gone()
    {
        await using (await StartAsync())
        {
        }

        var record = Path.Combine(project.Path, ".plumb", "environments", "local", "server");
        var lines = await File.ReadAllTextAsync(record, Token);
        await File.WriteAllTextAsync(record, System.Text.RegularExpressions.Regex.Replace(lines, "postgresql [0-9]+", "postgresql 9"), Token);

        var failure = await Assert.ThrowsAsync<DatabaseException>(() => StartAsync());

        var finding = Assert.Single(failure.Findings);
        Assert.Equal("PL404", finding.Code.Code);
        Assert.Contains("plumb reset", finding.Help, StringComparison.Ordinal);
        await File.WriteAllTextAsync(record, lines, Token);
    }

    private Task<EmbeddedServer> StartAsync(string environment = "local") => EmbeddedServer.StartLocalAsync(project.Path, environment, new EmbeddedServerOptions(), Token);
}
