using System.Diagnostics;
using Plumb.Findings;
using Plumb.Shadow.Installations;
using Plumb.Shadow.Profiles;

namespace Plumb.Shadow.Servers;

/// <summary>
/// A data folder that is ready but not running: <c>initdb</c> and a profile's scripts have run in it once. Every server starts from a copy.
/// </summary>
internal sealed class ServerTemplate(ShadowFolders folders, PostgresInstallation server, Profile profile, IProgress<string>? progress)
{
    /// <summary>
    /// Makes a cluster in $1 with the programs in $2 for superuser $3, with the settings $4; the rest is for initdb. SQL comes from standard
    /// input. C.UTF-8 sorts by code point and knows the letters of all languages; a system without it has C.
    /// </summary>
    private const string Script =
        """
        data=$1 bin=$2 user=$3 settings=$4
        shift 4
        umask 077
        rm -rf "$data"
        "$bin/initdb" -D "$data" -U "$user" --locale=C.UTF-8 "$@" >/dev/null 2>&1 ||
          { rm -rf "$data"; "$bin/initdb" -D "$data" -U "$user" --locale=C "$@" >/dev/null; } || exit
        printf '%s' "$settings" >>"$data/postgresql.conf"
        exec "$bin/postgres" --single -j -D "$data" -c exit_on_error=true -c shared_preload_libraries= template1 >/dev/null
        """;

    /// <summary>Names the server's program with everything that the profile adds.</summary>
    public string Name => FormattableString.Invariant($"{profile.Name}-{server.Major}-{Key()}");

    /// <summary>The template's folder, made first if need be. Templates are never changed: other scripts or another server make another one.</summary>
    /// <exception cref="DatabaseException">It could not be made; holds what the programs said.</exception>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        var name = Name;
        var path = Path.Combine(folders.Templates, name);
        var pruning = new Pruning(folders);
        pruning.UseTemplate(name);
        if (Directory.Exists(path))
        {
            return path;
        }

        var waiting = () => progress?.Report("waiting for another process that prepares the same server");
        using var held = await FileLock.TakeAsync(Path.Combine(folders.Locks, name), waiting, cancellationToken).ConfigureAwait(false);
        if (!Directory.Exists(path))
        {
            await BuildAsync(path, cancellationToken).ConfigureAwait(false);
            await pruning.RemoveTemplatesAsync(name, cancellationToken).ConfigureAwait(false);
        }

        return path;
    }

    private string Key()
    {
        string[] parts = [server.Fingerprint, profile.Superuser, Script, .. ServerSettings.InitDb, Settings(), .. profile.Scripts];
        return ShortHash.Of(string.Join('\0', parts));
    }

    private string Settings() => ServerSettings.Text + string.Concat(profile.Settings.Select(line => line + "\n"));

    private async Task BuildAsync(string path, CancellationToken cancellationToken)
    {
        progress?.Report($"preparing PostgreSQL {server.Major} ({profile.Name}), once");
        var started = Stopwatch.GetTimestamp();
        var temporary = path + ".unfinished";
        string[] arguments =
            ["-c", Script, "plumb-template", temporary, server.BinFolder, profile.Superuser, Settings(), .. ServerSettings.InitDb];
        var build = folders.Account.Start("/bin/sh", arguments);
        try
        {
            var result = await ExternalProgram.RunAsync(build, string.Join("\n\n", profile.Scripts), cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                throw new DatabaseException(ShadowFindings.TemplateFailed(server, profile.Name, result.LastLines));
            }

            Directory.Move(temporary, path);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                await ExternalProgram.RunAsync(folders.Account.Start("rm", "-rf", temporary), "", CancellationToken.None).ConfigureAwait(false);
            }
        }

        progress?.Report($"prepared in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
    }
}
