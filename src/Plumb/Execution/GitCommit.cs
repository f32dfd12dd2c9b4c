using System.ComponentModel;
using System.Diagnostics;

namespace Plumb.Execution;

/// <summary>Asks git which commit the files of a project are.</summary>
public static class GitCommit
{
    /// <summary>The commit's hash, with <c>-dirty</c> when files differ from it; null without git or outside a repository.</summary>
    public static async Task<string?> OfAsync(string folder, CancellationToken cancellationToken)
    {
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
}
