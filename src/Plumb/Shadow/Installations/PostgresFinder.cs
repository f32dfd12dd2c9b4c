using System.Globalization;
using Plumb.Findings;
using Plumb.Shadow.Servers;

namespace Plumb.Shadow.Installations;

/// <summary>
/// Finds the server to start: the folder named by PLUMB_POSTGRES, then the newest installed one, then an earlier download, then a download.
/// </summary>
internal sealed class PostgresFinder(ShadowFolders folders, EmbeddedServerOptions options)
{
    private readonly List<string> tried = [];

    /// <exception cref="DatabaseException">There is none; says what was tried and how to get one.</exception>
    public async Task<PostgresInstallation> FindAsync(CancellationToken cancellationToken) =>
        await NamedAsync(cancellationToken).ConfigureAwait(false)
        ?? await InstalledAsync(cancellationToken).ConfigureAwait(false)
        ?? await DownloadedAsync(cancellationToken).ConfigureAwait(false)
        ?? await OtherMajorAsync(cancellationToken).ConfigureAwait(false)
        ?? throw new DatabaseException(ShadowFindings.ServerNotFound(options.MajorVersion, tried));

    private async Task<PostgresInstallation?> OtherMajorAsync(CancellationToken cancellationToken) => options is { AcceptsOtherMajor: true, MajorVersion: not null }
        ? await new PostgresFinder(folders, options with { MajorVersion = null }).FindAsync(cancellationToken).ConfigureAwait(false)
        : null;

    private async Task<PostgresInstallation?> NamedAsync(CancellationToken cancellationToken)
    {
        if (options.Variables("PLUMB_POSTGRES") is { Length: > 0 } folder)
        {
            return await AcceptAsync(Path.GetFullPath(folder), "PLUMB_POSTGRES=", cancellationToken).ConfigureAwait(false);
        }

        tried.Add("PLUMB_POSTGRES is not set");
        return null;
    }

    private async Task<PostgresInstallation?> InstalledAsync(CancellationToken cancellationToken)
    {
        PostgresInstallation? newest = null;
        foreach (var folder in InstalledServers.BinFolders(options.Variables))
        {
            var found = await AcceptAsync(folder, "", cancellationToken).ConfigureAwait(false);
            if (found is not null && (newest is null || found.Major > newest.Major))
            {
                newest = found;
            }

            if (newest is not null && options.MajorVersion is not null)
            {
                break;
            }
        }

        if (newest is null)
        {
            tried.Add("no suitable server on PATH or in the usual folders of package managers");
        }

        return newest;
    }

    private async Task<PostgresInstallation?> DownloadedAsync(CancellationToken cancellationToken)
    {
        var downloads = new NpmServers(folders, options);
        var (folder, reason) = await downloads.GetAsync(cancellationToken).ConfigureAwait(false);
        if (folder is null)
        {
            tried.Add($"download with npm: {reason}");
            return null;
        }

        return await AcceptAsync(folder, "", cancellationToken).ConfigureAwait(false);
    }

    private async Task<PostgresInstallation?> AcceptAsync(string folder, string prefix, CancellationToken cancellationToken)
    {
        var (found, reason) = await InstallationProbe.LookAsync(folder, folders.Account, cancellationToken).ConfigureAwait(false);
        if (found is { Major: var major } && options.MajorVersion is { } wanted && major != wanted)
        {
            (found, reason) = (null, string.Create(CultureInfo.InvariantCulture, $"is PostgreSQL {major}, not {wanted}"));
        }

        if (found is null)
        {
            tried.Add($"{prefix}{folder}: {reason}");
        }

        return found;
    }
}
