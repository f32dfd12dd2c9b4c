namespace Plumb.Shadow.Servers;

/// <summary>
/// Removes from the cache what nobody will use again: templates that were not used for long, and the data of locals whose project is gone.
/// </summary>
/// <remarks>
/// When something was last used is the time of a file of its name, which belongs to whoever runs Plumb. A project that cannot be seen may
/// only be away for a while, or be another machine's that shares the cache: its data stays for some days, and other machines' for ever.
/// </remarks>
internal sealed class Pruning(ShadowFolders folders)
{
    private static readonly TimeSpan TemplateAge = TimeSpan.FromDays(30);
    private static readonly TimeSpan LocalAge = TimeSpan.FromDays(7);

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>Notes that a template is used.</summary>
    public void UseTemplate(string name) => Touch(Path.Combine(folders.Locks, name));

    /// <summary>Notes that a project's local is used, when its data is not in the project.</summary>
    public void UseLocal(LocalFolder local)
    {
        if (folders.Account.SwitchTo is not null)
        {
            File.WriteAllText(Path.Combine(folders.Projects, local.Name), $"{Environment.MachineName}\n{local.Project}\n");
        }
    }

    /// <summary>Deletes every template but <paramref name="kept"/> that nobody used for long.</summary>
    public async Task RemoveTemplatesAsync(string kept, CancellationToken cancellationToken)
    {
        foreach (var path in Directory.GetDirectories(folders.Templates))
        {
            var name = Path.GetFileName(path);
            var lease = Path.Combine(folders.Locks, name);
            if (name == kept || !IsOlder(lease, TemplateAge))
            {
                continue;
            }

            using var held = await FileLock.TakeAsync(lease, null, cancellationToken).ConfigureAwait(false);
            if (IsOlder(lease, TemplateAge))
            {
                await DeleteAsync([path], cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Deletes the data of every local of this machine that nobody used for some days and whose project is gone.</summary>
    public async Task RemoveLocalsAsync(CancellationToken cancellationToken)
    {
        foreach (var file in Directory.GetFiles(folders.Projects))
        {
            var name = Path.GetFileName(file);
            if (await File.ReadAllLinesAsync(file, cancellationToken).ConfigureAwait(false) is [var machine, var project]
                && machine == Environment.MachineName
                && !Directory.Exists(project)
                && IsOlder(file, LocalAge)
                && !folders.RunFolder(name).Exists)
            {
                var data = Path.Combine(folders.Locals, name);
                await DeleteAsync([data, data + ".unfinished"], cancellationToken).ConfigureAwait(false);
                File.Delete(file);
            }
        }
    }

    /// <summary>As the account that owns it, so that root follows no path that the account could have prepared.</summary>
    private Task<ProgramResult> DeleteAsync(string[] paths, CancellationToken cancellationToken) =>
        ExternalProgram.RunAsync(folders.Account.Start("rm", ["-rf", .. paths]), "", cancellationToken);

    /// <summary>What was never noted was made by a Plumb that did not note it yet; from now on its age counts.</summary>
    private static bool IsOlder(string file, TimeSpan age)
    {
        if (!File.Exists(file))
        {
            Touch(file);
            return false;
        }

        return Now - File.GetLastWriteTimeUtc(file) > age;
    }

    private static void Touch(string file)
    {
        if (!File.Exists(file))
        {
            File.Open(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
        }

        File.SetLastWriteTimeUtc(file, Now);
    }
}
