using System.Diagnostics;
using System.Globalization;

namespace Plumb.Shadow.Servers;

/// <summary>Tells whether a process is still the one that was meant: process ids are used again.</summary>
internal static class ProcessTable
{
    /// <summary>Whether there is a process of that id at all.</summary>
    public static bool Exists(int process)
    {
        if (OperatingSystem.IsLinux())
        {
            return Directory.Exists(FormattableString.Invariant($"/proc/{process}"));
        }

        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Whether the process runs and the word is among its arguments.</summary>
    public static async Task<bool> HasArgumentAsync(int process, string word, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            var ask = new ServerAccount(SwitchTo: null).Start("ps", "-o", "args=", "-p", process.ToString(CultureInfo.InvariantCulture));
            var answer = await ExternalProgram.RunAsync(ask, "", cancellationToken).ConfigureAwait(false);
            return answer.Output.Contains(word, StringComparison.Ordinal);
        }

        try
        {
            var path = FormattableString.Invariant($"/proc/{process}/cmdline");
            var arguments = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
            return arguments.Split('\0').Contains(word, StringComparer.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
