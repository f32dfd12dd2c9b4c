namespace Plumb.Environments;

/// <summary>Finds the repository that a folder belongs to, without starting git.</summary>
public static class GitRepository
{
    /// <summary>The repository's folder; null when there is none.</summary>
    public static string? RootOf(string folder)
    {
        for (var at = Path.GetFullPath(folder); at is not null; at = Path.GetDirectoryName(at))
        {
            if (Path.Exists(Path.Combine(at, ".git")))
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>The way to a folder from the repository that it belongs to, in parts; empty for the repository's own folder and where there is none.</summary>
    public static IReadOnlyList<string> PathTo(string folder) =>
        RootOf(folder) is { } root && Path.GetRelativePath(root, Path.GetFullPath(folder)) is not "." and var path ? path.Split(Path.DirectorySeparatorChar) : [];
}
