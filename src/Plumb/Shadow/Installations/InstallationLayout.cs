using Plumb.Shadow.Servers;

namespace Plumb.Shadow.Installations;

/// <summary>
/// Where a server keeps its files. It finds <see cref="Share"/> and <see cref="Library"/> by their place relative to its own program, so
/// that a copy with the same places below another root works too.
/// </summary>
/// <param name="Bin">The folder of its programs.</param>
/// <param name="Share">The folder with <c>postgres.bki</c>, <c>extension</c> and the like.</param>
/// <param name="Library">The folder with <c>plpgsql</c> and other modules.</param>
internal sealed record InstallationLayout(string Bin, string Share, string Library)
{
    /// <summary>The deepest folder that holds all three.</summary>
    public string Root => Common(Common(Bin, Share), Library);

    /// <summary>The folder of the control files.</summary>
    public string Extensions => Path.Combine(Share, "extension");

    /// <summary>Reads the places from <c>pg_config</c>, or looks for them where builds without it have them; null if they are not there.</summary>
    public static async Task<InstallationLayout?> OfAsync(PostgresInstallation installation, CancellationToken cancellationToken)
    {
        var program = new FileInfo(installation.Server).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? installation.Server;
        var bin = Path.GetDirectoryName(program)!;
        return await ConfiguredAsync(bin, cancellationToken).ConfigureAwait(false) ?? Guessed(bin);
    }

    private static async Task<InstallationLayout?> ConfiguredAsync(string bin, CancellationToken cancellationToken)
    {
        var ask = new ServerAccount(SwitchTo: null).Start(Path.Combine(bin, "pg_config"), "--sharedir", "--pkglibdir");
        var answer = await ExternalProgram.RunAsync(ask, "", cancellationToken).ConfigureAwait(false);
        return answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [var share, var library] && IsShare(share)
            ? new InstallationLayout(bin, share, library)
            : null;
    }

    private static InstallationLayout? Guessed(string bin)
    {
        var root = Path.GetDirectoryName(bin)!;
        string[] shares = [Path.Combine(root, "share", "postgresql"), Path.Combine(root, "share")];
        string[] libraries = [Path.Combine(root, "lib", "postgresql"), Path.Combine(root, "lib")];
        var share = shares.FirstOrDefault(IsShare);
        var library = libraries.FirstOrDefault(folder => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "plpgsql.*").Any());
        return share is null || library is null ? null : new InstallationLayout(bin, share, library);
    }

    private static bool IsShare(string folder) => File.Exists(Path.Combine(folder, "postgres.bki"));

    private static string Common(string left, string right)
    {
        while (left.Length > 1 && !(right + "/").StartsWith(left + "/", StringComparison.Ordinal))
        {
            left = Path.GetDirectoryName(left)!;
        }

        return left;
    }
}
