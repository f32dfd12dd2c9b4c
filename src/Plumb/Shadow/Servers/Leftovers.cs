using System.Globalization;

namespace Plumb.Shadow.Servers;

/// <summary>Removes what servers left behind whose guard could not do it: the machine was reset, or somebody killed the guard.</summary>
internal static class Leftovers
{
    /// <summary>How long a run folder may be without its guard's process id: the guard writes it right after it has made the folder.</summary>
    private static readonly TimeSpan Newborn = TimeSpan.FromSeconds(10);

    /// <summary>
    /// $1 run folder, $2 the process id of its orphaned server or nothing. A clean stop first, since the data may be a local's. The socket's
    /// lock file tells a server that has ended from one that nobody has buried: some containers have no process that does that.
    /// </summary>
    private const string Script =
        """
        run=$1 server=$2
        if [ -n "$server" ]; then
          kill -INT "$server"
          tries=0
          while [ $tries -lt 500 ] && kill -0 "$server" && [ -e "$run/.s.PGSQL.5432.lock" ]; do
            tries=$((tries + 1))
            [ $tries -ne 250 ] || kill -QUIT "$server"
            sleep 0.02
          done
        fi
        rm -rf "$run"
        """;

    /// <summary>Removes every run folder whose guard is gone.</summary>
    public static async Task RemoveAsync(ShadowFolders folders, CancellationToken cancellationToken)
    {
        foreach (var path in Directory.EnumerateDirectories(folders.Running))
        {
            var run = new RunFolder(path);
            if (!await IsGuardedAsync(run, cancellationToken).ConfigureAwait(false))
            {
                await RemoveAsync(run, folders.Account, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether the folder's guard is running, or may be about to.</summary>
    public static async Task<bool> IsGuardedAsync(RunFolder run, CancellationToken cancellationToken)
    {
        if (run.Guard is { } guard)
        {
            return await ProcessTable.HasArgumentAsync(guard, run.Path, cancellationToken).ConfigureAwait(false);
        }

        return run.Exists && TimeProvider.System.GetUtcNow().UtcDateTime - Directory.GetCreationTimeUtc(run.Path) < Newborn;
    }

    /// <summary>Stops the folder's server if it is still there, and deletes the folder.</summary>
    public static async Task RemoveAsync(RunFolder run, ServerAccount account, CancellationToken cancellationToken)
    {
        var server = run.Server is { } process && await ProcessTable.HasArgumentAsync(process, run.Path, cancellationToken).ConfigureAwait(false)
            ? process.ToString(CultureInfo.InvariantCulture)
            : "";
        var sweep = account.Start("/bin/sh", "-c", Script, "plumb-sweep", run.Path, server);
        await ExternalProgram.RunAsync(sweep, "", cancellationToken).ConfigureAwait(false);
    }
}
