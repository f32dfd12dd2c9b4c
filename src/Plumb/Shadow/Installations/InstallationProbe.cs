using System.Globalization;
using Plumb.Shadow.Servers;

namespace Plumb.Shadow.Installations;

/// <summary>Looks into a folder for a PostgreSQL server that runs.</summary>
internal static class InstallationProbe
{
    /// <summary>The server in the folder, or null and the reason why there is none.</summary>
    public static async Task<(PostgresInstallation? Found, string? Reason)> LookAsync(
        string binFolder, ServerAccount account, CancellationToken cancellationToken)
    {
        foreach (var program in (ReadOnlySpan<string>)["postgres", "initdb"])
        {
            if (!File.Exists(Path.Combine(binFolder, program)))
            {
                return (null, $"no {program}");
            }
        }

        var ask = account.Start(Path.Combine(binFolder, "postgres"), "--version");
        var answer = await ExternalProgram.RunAsync(ask, "", cancellationToken).ConfigureAwait(false);
        if (!answer.Succeeded)
        {
            return (null, $"postgres does not run for account {account.Name}: {answer.LastLines.LastOrDefault("no message")}");
        }

        var version = answer.Output.Trim();
        return MajorOf(version) is { } major
            ? (new PostgresInstallation(binFolder, major, version), null)
            : (null, $"unknown version: {version}");
    }

    private static int? MajorOf(string version)
    {
        var number = version.AsSpan(version.IndexOf(')', StringComparison.Ordinal) + 1).TrimStart();
        var digits = number[..CountDigits(number)];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
