using System.Runtime.Versioning;
using Plumb.Shadow;
using Plumb.Shadow.Installations;
using Plumb.Shadow.Profiles;
using Plumb.Shadow.Servers;

namespace Plumb.PostgresTests.Shadow;

[UnsupportedOSPlatform("windows")]
public sealed class ServerTemplateTests : IDisposable
{
    private readonly TemporaryFolder cache = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => cache.Dispose();

    [Fact]
    public async Task Many_who_need_a_new_template_at_once_get_one()
    {
        var (folders, server) = await PrepareAsync();
        var profile = Edited("SELECT 1;\n");

        var paths = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new ServerTemplate(folders, server, profile, null).GetAsync(Token)));

        var path = Assert.Single(paths.Distinct(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(path, "PG_VERSION")));
        Assert.False(Directory.Exists(path + ".unfinished"));
    }

    [Fact]
    public async Task An_edited_profile_makes_another_template()
    {
        var (folders, server) = await PrepareAsync();

        var one = await new ServerTemplate(folders, server, Edited("CREATE TABLE a ();\n"), null).GetAsync(Token);
        var two = await new ServerTemplate(folders, server, Edited("CREATE TABLE b ();\n"), null).GetAsync(Token);

        Assert.NotEqual(one, two);
    }

    [Fact]
    public async Task A_template_whose_builder_was_killed_is_built_again()
    {
        var (folders, server) = await PrepareAsync();
        var profile = Edited("SELECT 2;\n");
        var template = new ServerTemplate(folders, server, profile, null);
        var path = await template.GetAsync(Token);
        await ExternalProgram.RunAsync(folders.Account.Start("rm", "-rf", Path.Combine(path, "base")), "", Token);
        await ExternalProgram.RunAsync(folders.Account.Start("mv", path, path + ".unfinished"), "", Token);

        Assert.Equal(path, await template.GetAsync(Token));
        Assert.True(Directory.Exists(Path.Combine(path, "base")));
        Assert.False(Directory.Exists(path + ".unfinished"));
    }

    [Fact]
    public async Task A_mistake_in_a_profile_is_reported_with_the_servers_words_and_leaves_no_template()
    {
        var (folders, server) = await PrepareAsync();

        var failure = await Assert.ThrowsAsync<Plumb.Findings.DatabaseException>(
            () => new ServerTemplate(folders, server, Edited("SELECT 1;\n\nSELECT nonsense;\n"), null).GetAsync(Token));

        Assert.Contains(failure.Findings[0].Details, line => line.Contains("column \"nonsense\" does not exist", StringComparison.Ordinal));
        Assert.Empty(Directory.GetDirectories(folders.Templates));
    }

    private async Task<(ShadowFolders Folders, PostgresInstallation Server)> PrepareAsync()
    {
        cache.OpenToEverybody();
        var options = new EmbeddedServerOptions { Variables = name => name is "PLUMB_CACHE" ? cache.Path : Environment.GetEnvironmentVariable(name) };
        var folders = await ShadowFolders.PrepareAsync(options.Variables, Token);
        return (folders, await new PostgresFinder(folders, options).FindAsync(Token));
    }

    private static Profile Edited(string script) =>
        new("test", "postgres", "postgres") { Scripts = [script] };
}
