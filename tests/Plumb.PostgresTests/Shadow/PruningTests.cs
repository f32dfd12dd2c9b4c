using System.Runtime.Versioning;
using Plumb.Shadow;
using Plumb.Shadow.Servers;

namespace Plumb.PostgresTests.Shadow;

/// <summary>What stays in the cache and what goes, in a cache of the tests' own.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PruningTests : IDisposable
{
    private readonly TemporaryFolder cache = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private EmbeddedServerOptions Options => new() { Variables = name => name == "PLUMB_CACHE" ? cache.Path : Environment.GetEnvironmentVariable(name) };

    public void Dispose() => cache.Dispose();

    [Fact]
    public async Task A_template_goes_that_nobody_used_for_a_month_when_another_one_is_made()
    {
        var folders = await PrepareAsync();
        foreach (var (name, days) in new[] { ("old", 31), ("recent", 29), ("kept", 99), ("unnoted", 0) })
        {
            await ExternalProgram.RunAsync(folders.Account.Start("mkdir", "-p", Path.Combine(folders.Templates, name, "base")), "", Token);
            if (days > 0)
            {
                Age(Path.Combine(folders.Locks, name), days);
            }
        }

        await new Pruning(folders).RemoveTemplatesAsync("kept", Token);

        Assert.Equal(["kept", "recent", "unnoted"], Directory.GetDirectories(folders.Templates).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_template_that_is_used_is_as_young_as_its_use()
    {
        var folders = await PrepareAsync();
        await (await EmbeddedServer.StartThrowawayAsync(Options, Token)).DisposeAsync();
        var template = Path.GetFileName(Assert.Single(Directory.GetDirectories(folders.Templates)));
        Age(Path.Combine(folders.Locks, template), 99);

        await (await EmbeddedServer.StartThrowawayAsync(Options, Token)).DisposeAsync();
        await new Pruning(folders).RemoveTemplatesAsync("another", Token);

        Assert.Single(Directory.GetDirectories(folders.Templates));
    }

    [Fact]
    public async Task The_data_of_a_local_goes_a_week_after_its_last_use_when_its_project_is_gone()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root keeps the data outside the project.");
        var folders = await PrepareAsync();
        var (gone, soon, there) = (await LocalAsync(), await LocalAsync(), await LocalAsync());
        foreach (var (project, days) in new[] { (gone, 8), (soon, 6), (there, 99) })
        {
            Age(Path.Combine(folders.Projects, LocalFolder.Of(project, "local").Name), days);
        }

        Directory.Delete(gone, recursive: true);
        Directory.Delete(soon, recursive: true);
        var another = await LocalAsync();

        Assert.Equal(
            new[] { soon, there, another }.Select(static project => LocalFolder.Of(project, "local").Name).Order(StringComparer.Ordinal),
            Directory.GetDirectories(folders.Locals).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Directory.Delete(there, recursive: true);
        Directory.Delete(another, recursive: true);
    }

    [Fact]
    public async Task The_data_of_another_machine_stays_whatever_can_be_seen_here()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root keeps the data outside the project.");
        var folders = await PrepareAsync();
        await ExternalProgram.RunAsync(folders.Account.Start("mkdir", Path.Combine(folders.Locals, "local-1")), "", Token);
        await File.WriteAllTextAsync(Path.Combine(folders.Projects, "local-1"), "another-machine\n/nowhere\n", Token);
        Age(Path.Combine(folders.Projects, "local-1"), 99);

        await new Pruning(folders).RemoveLocalsAsync(Token);

        Assert.True(Directory.Exists(Path.Combine(folders.Locals, "local-1")));
    }

    private Task<ShadowFolders> PrepareAsync()
    {
        cache.OpenToEverybody();
        return ShadowFolders.PrepareAsync(Options.Variables, Token);
    }

    /// <summary>A project's folder with a local that was started and stopped.</summary>
    private async Task<string> LocalAsync()
    {
        var project = Directory.CreateTempSubdirectory("plumb").FullName;
        await (await EmbeddedServer.StartLocalAsync(project, "local", Options, Token)).DisposeAsync();
        return project;
    }

    private static void Age(string file, int days)
    {
        File.AppendAllText(file, "");
        File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-days));
    }
}
