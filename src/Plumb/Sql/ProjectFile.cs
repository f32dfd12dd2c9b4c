using Plumb.Findings;

namespace Plumb.Sql;

/// <summary>A file of the project, found on disk but not yet read.</summary>
/// <param name="FullPath">Where it is, links not resolved.</param>
/// <param name="RealPath">Where it is, links resolved: what is opened.</param>
/// <param name="Shown">Its path relative to the project, with forward slashes.</param>
/// <param name="Fault">Why it must not or cannot be read; null when it can.</param>
internal sealed record ProjectFile(string FullPath, string RealPath, string Shown, Finding? Fault)
{
    /// <summary>Finds <paramref name="path"/>, absolute or relative to <paramref name="projectRoot"/>.</summary>
    public static ProjectFile Locate(string projectRoot, string path)
    {
        var root = Path.GetFullPath(projectRoot);
        var full = Path.GetFullPath(path, root);
        var shown = Show(root, full);
        try
        {
            var realRoot = Sql.RealPath.Of(root);
            var real = Sql.RealPath.Of(Path.Combine(root, path));
            shown = IsInside(shown) ? shown : Show(realRoot, real);
            return new ProjectFile(full, real, shown, FaultOf(realRoot, real, shown));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new ProjectFile(full, full, shown, FileFindings.Unreadable(shown, exception.Message));
        }
    }

    private static Finding? FaultOf(string realRoot, string real, string shown)
    {
        if (!IsInside(Show(realRoot, real)))
        {
            return FileFindings.OutsideProject(shown, real);
        }

        if (Directory.Exists(real))
        {
            return FileFindings.IsFolder(shown);
        }

        return File.Exists(real) ? null : FileFindings.NotFound(shown, NeighbourOf(real));
    }

    private static string Show(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    private static bool IsInside(string relative) =>
        relative is not ".." && !relative.StartsWith("../", StringComparison.Ordinal) && !Path.IsPathRooted(relative);

    /// <summary>The file in the same folder whose name is nearest.</summary>
    private static string? NeighbourOf(string real)
    {
        var folder = Path.GetDirectoryName(real);
        return folder is not null && Directory.Exists(folder)
            ? NearestName.Of(Path.GetFileName(real), Directory.EnumerateFiles(folder).Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal))
            : null;
    }
}
