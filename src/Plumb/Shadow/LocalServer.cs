using Plumb.Findings;
using Plumb.Shadow.Installations;
using Plumb.Shadow.Profiles;
using Plumb.Shadow.Servers;

namespace Plumb.Shadow;

/// <summary>Starts, joins and deletes the server of an embedded environment. Everything here happens under the lock of the project's folder.</summary>
internal sealed class LocalServer(LocalFolder local, ShadowFolders folders, EmbeddedServerOptions options)
{
    private RunFolder Run => folders.RunFolder(local.Name);

    /// <summary>The server that runs already, or a new one on the data that is there or on a copy of the template.</summary>
    public async Task<(ServerProcess Process, TailoredServer Server, Profile Profile)> StartAsync(CancellationToken cancellationToken)
    {
        var record = await LocalRecord.ReadAsync(local.Record, cancellationToken).ConfigureAwait(false);
        record = record is not null && BelongsHere(record) ? record : null;
        var profile = Profile.Named(options.Profile);
        Check(record, profile);
        var server = await FindAsync(record, profile, cancellationToken).ConfigureAwait(false);
        if (await ServerProcess.TryJoinAsync(Run, folders.Account, cancellationToken).ConfigureAwait(false) is { } joined)
        {
            return (joined, server, profile);
        }

        if (!await ServerProcess.WaitUntilGoneAsync(Run, folders.Account, cancellationToken).ConfigureAwait(false))
        {
            throw new LockedException(ShadowFindings.LocalInUse(local, Run.Members()));
        }

        var pruning = new Pruning(folders);
        pruning.UseLocal(local);
        if (record is null)
        {
            await pruning.RemoveLocalsAsync(cancellationToken).ConfigureAwait(false);
            var data = LocalRecord.NewDataFolder(local, folders);
            record = new LocalRecord(local.Project, folders.Account.Name, server.Installation.Major, profile.Name, data);
            await DeleteDataAsync(data, cancellationToken).ConfigureAwait(false);
            await record.WriteAsync(local.Record, cancellationToken).ConfigureAwait(false);
        }

        var template = Directory.Exists(record.DataFolder) ? ""
            : await new ServerTemplate(folders, server.Installation, profile, options.Progress).GetAsync(cancellationToken).ConfigureAwait(false);
        var start = new ServerStart(server.Installation, template, record.DataFolder, KeepsData: true);
        return (await ServerProcess.StartAsync(Run, start, folders.Account, cancellationToken).ConfigureAwait(false), server, profile);
    }

    /// <summary>Deletes the data, once no process uses it.</summary>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        var record = await LocalRecord.ReadAsync(local.Record, cancellationToken).ConfigureAwait(false);
        if (record is null)
        {
            return;
        }

        if (BelongsHere(record))
        {
            CheckAccount(record);
            var users = Run.Members().Where(ProcessTable.Exists).ToArray();
            if (users.Length > 0 || !await ServerProcess.WaitUntilGoneAsync(Run, folders.Account, cancellationToken).ConfigureAwait(false))
            {
                throw new LockedException(ShadowFindings.LocalInUse(local, users));
            }

            await DeleteDataAsync(record.DataFolder, cancellationToken).ConfigureAwait(false);
        }

        File.Delete(local.Record);
    }

    private bool BelongsHere(LocalRecord record) => string.Equals(record.Project, local.Project, StringComparison.Ordinal);

    private void Check(LocalRecord? record, Profile profile)
    {
        if (record is null)
        {
            return;
        }

        CheckAccount(record);
        if (!string.Equals(record.Profile, profile.Name, StringComparison.Ordinal))
        {
            throw new DatabaseException(ShadowFindings.LocalProfileDiffers(local, record.Profile, profile.Name));
        }
    }

    private void CheckAccount(LocalRecord record)
    {
        if (!string.Equals(record.Account, folders.Account.Name, StringComparison.Ordinal))
        {
            throw new DatabaseException(ShadowFindings.LocalOwnerDiffers(local, record.Account, folders.Account.Name));
        }
    }

    private async Task<TailoredServer> FindAsync(LocalRecord? record, Profile profile, CancellationToken cancellationToken)
    {
        try
        {
            var wanted = options with { MajorVersion = record?.Major ?? options.MajorVersion };
            var installation = await new PostgresFinder(folders, wanted).FindAsync(cancellationToken).ConfigureAwait(false);
            return await TailoredServer.OfAsync(installation, profile, folders, cancellationToken).ConfigureAwait(false);
        }
        catch (DatabaseException failure) when (record is not null && failure.Findings[0].Code == FindingCodes.ServerNotFound)
        {
            throw new DatabaseException(ShadowFindings.LocalVersionGone(local, record.Major, failure.Findings[0]), failure);
        }
    }

    private Task<ProgramResult> DeleteDataAsync(string folder, CancellationToken cancellationToken) =>
        ExternalProgram.RunAsync(folders.Account.Start("rm", "-rf", folder, folder + ".unfinished"), "", cancellationToken);
}
