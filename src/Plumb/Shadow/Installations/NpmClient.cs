using System.Text.Json;
using Plumb.Shadow.Servers;

namespace Plumb.Shadow.Installations;

/// <summary>The machine's own npm, with its own configuration: registry, proxy and certificates are the user's.</summary>
internal static class NpmClient
{
    /// <summary>The published versions of a package, or none and the reason.</summary>
    public static async Task<(IReadOnlyList<string> Versions, string? Reason)> VersionsAsync(string package, CancellationToken cancellationToken)
    {
        var result = await RunAsync(["view", package, "versions", "--json"], cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return ([], ReasonOf(result));
        }

        try
        {
            using var answer = JsonDocument.Parse(result.Output);
            return answer.RootElement.ValueKind == JsonValueKind.Array
                ? (answer.RootElement.EnumerateArray().Select(version => version.ToString()).ToArray(), null)
                : ([answer.RootElement.ToString()], null);
        }
        catch (JsonException)
        {
            return ([], "npm answered something that is not JSON");
        }
    }

    /// <summary>
    /// Installs one package below a folder without running any script of it; the reason if that failed.
    /// npm compares the download with the SHA-512 that the registry publishes for the version and fails when they differ.
    /// </summary>
    public static async Task<string?> InstallAsync(string package, string version, string folder, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--loglevel", "error", $"{package}@{version}",
        ];
        var result = await RunAsync(arguments, cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? null : ReasonOf(result);
    }

    private static Task<ProgramResult> RunAsync(string[] arguments, CancellationToken cancellationToken) =>
        ExternalProgram.RunAsync(new ServerAccount(SwitchTo: null).Start("npm", arguments), "", cancellationToken);

    private static string ReasonOf(ProgramResult result) =>
        result.ExitCode == 127 ? "npm is not installed" : $"npm failed: {result.LastLines.LastOrDefault("no message")}";
}
