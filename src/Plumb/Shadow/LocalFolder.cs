using Plumb.Shadow.Servers;

namespace Plumb.Shadow;

/// <summary>What the folder <c>.plumb</c> of a project holds for one embedded environment; git ignores it by its own <c>.gitignore</c>.</summary>
/// <param name="Project">The project's folder.</param>
/// <param name="Environment">The environment's name.</param>
internal sealed record LocalFolder(string Project, string Environment)
{
    /// <summary>The folder of an environment, whichever way the project's path is written.</summary>
    public static LocalFolder Of(string projectRoot, string environment) =>
        new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(projectRoot)), environment);

    /// <summary>The file that says where the data is; see <see cref="LocalRecord"/>.</summary>
    public string Record => Path.Combine(Own, "server");

    /// <summary>Where the data is, when it can be in the project.</summary>
    public string Data => Path.Combine(Own, "data");

    /// <summary>A name that no environment of another project has.</summary>
    public string Name => "local-" + ShortHash.Of($"{Project}\n{Environment}");

    private string Shared => Path.Combine(Project, ".plumb");

    private string Own => Path.Combine(Shared, "environments", Environment);

    /// <summary>Creates the folder if it lacks and takes the project's lock, which lasts while a server is started, joined or deleted.</summary>
    public Task<FileLock> LockAsync(IProgress<string>? progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Own);
        var ignore = Path.Combine(Shared, ".gitignore");
        if (!File.Exists(ignore))
        {
            File.WriteAllText(ignore, "*\n");
        }

        var waiting = () => progress?.Report("waiting for another process that starts an embedded server of this project");
        return FileLock.TakeAsync(Path.Combine(Shared, "lock"), waiting, cancellationToken);
    }
}
