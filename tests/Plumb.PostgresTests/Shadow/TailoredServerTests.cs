using System.Runtime.Versioning;
using Plumb.Shadow.Installations;
using Plumb.Shadow.Profiles;
using Plumb.Shadow.Servers;

namespace Plumb.PostgresTests.Shadow;

[UnsupportedOSPlatform("windows")]
public sealed class TailoredServerTests : IDisposable
{
    private readonly TemporaryFolder place = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task An_extension_that_is_installed_later_is_there_in_the_next_copy_and_trusted()
    {
        var extensions = Install();
        var before = await TailorAsync();
        Assert.Equal(before.Installation, (await TailorAsync()).Installation);

        File.WriteAllText(Path.Combine(extensions, "vector.control"), "default_version = '0.8.0'\n");
        Directory.SetLastWriteTimeUtc(extensions, Directory.GetLastWriteTimeUtc(extensions).AddSeconds(1));
        var after = await TailorAsync();

        Assert.False(File.Exists(Control(before)));
        Assert.EndsWith("trusted = true\n", File.ReadAllText(Control(after)), StringComparison.Ordinal);
    }

    private static string Control(TailoredServer server) =>
        Path.Combine(server.Installation.BinFolder, "..", "share", "extension", "vector.control");

    /// <summary>The folders and files by which a server is recognised, with nothing in them; returns the folder of control files.</summary>
    private string Install()
    {
        place.OpenToEverybody();
        string[] files = ["bin/postgres", "bin/initdb", "share/postgres.bki", "share/extension/plpgsql.control", "lib/plpgsql.so"];
        foreach (var file in files.Select(name => Path.Combine(place.Path, "server", name)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "");
        }

        return Path.Combine(place.Path, "server", "share", "extension");
    }

    private async Task<TailoredServer> TailorAsync()
    {
        var folders = await ShadowFolders.PrepareAsync(name => name is "PLUMB_CACHE" ? Path.Combine(place.Path, "cache") : Environment.GetEnvironmentVariable(name), Token);
        var server = new PostgresInstallation(Path.Combine(place.Path, "server", "bin"), 15, "postgres (PostgreSQL) 15.0");
        return await TailoredServer.OfAsync(server, Profile.Named("supabase"), folders, Token);
    }
}
