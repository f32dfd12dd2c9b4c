using System.ComponentModel;
using System.Diagnostics;
using Plumb.Environments;

namespace Plumb.Execution;

/// <summary>Asks git which commit the files of a project are.</summary>
public static class GitCommit
{
    /// <summary>The commit's hash, with <c>-dirty</c> when files differ from it; null without git or outside a repository.</summary>
    public static async Task<string?> OfAsync(string folder, CancellationToken cancellationToken)
    {
        if (!IsInRepository(folder))
        {
            return null;
        }

        var start = new ProcessStartInfo("git")
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "describe", "--always", "--dirty", "--abbrev=40", "--exclude", "*" },
        };
        try
        {
            using var git = Process.Start(start);
            if (git is null)
            {
                return null;
            }

            var text = await git.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await git.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return git.ExitCode == 0 ? text.Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    // Saves the start of a program where there is nothing to ask it.
    private static bool IsInRepository(string folder) => Environment.GetEnvironmentVariable("GIT_DIR") is not null || GitRepository.RootOf(folder) is not null;
}
