using Plumb.Shadow.Servers;

namespace Plumb.Shadow;

/// <summary>The folder <c>.plumb</c> of a project, which git ignores by its own <c>.gitignore</c>.</summary>
internal sealed record LocalFolder(string Project)
{
    /// <summary>The folder of a project, whichever way its path is written.</summary>
    public static LocalFolder Of(string projectRoot) =>
        new(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(projectRoot)));

    public string Path => System.IO.Path.Combine(Project, ".plumb");

    /// <summary>The file that says where the data is; see <see cref="LocalRecord"/>.</summary>
    public string Record => System.IO.Path.Combine(Path, "local");

    /// <summary>A name for the local that no other project's local has.</summary>
    public string Name => "local-" + ShortHash.Of(Project);

    /// <summary>Creates the folder if it lacks and takes its lock, which lasts while a server is started, joined or deleted.</summary>
    public Task<FileLock> LockAsync(IProgress<string>? progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path);
        var ignore = System.IO.Path.Combine(Path, ".gitignore");
        if (!File.Exists(ignore))
        {
            File.WriteAllText(ignore, "*\n");
        }

        var waiting = () => progress?.Report("waiting for another process that starts this local");
        return FileLock.TakeAsync(System.IO.Path.Combine(Path, "lock"), waiting, cancellationToken);
    }
}
