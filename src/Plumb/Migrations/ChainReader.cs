using Plumb.Findings;

namespace Plumb.Migrations;

/// <summary>Reads a project's files into a chain.</summary>
public static class ChainReader
{
    /// <summary>
    /// Reads every migration with its companions. Everything wrong in the files is reported together in
    /// <see cref="Chain.Findings"/>; it throws only when the folder itself cannot be read.
    /// </summary>
    /// <param name="projectRoot">The project's folder, absolute.</param>
    /// <param name="migrationsFolder">The migrations folder, relative to <paramref name="projectRoot"/>; null to recognise the layout.</param>
    /// <param name="environments">The names of the configured environments, to judge <c>only</c> directives; empty when unknown.</param>
    /// <exception cref="UsageException">There is no migrations folder.</exception>
    public static Chain Read(string projectRoot, string? migrationsFolder = null, IReadOnlyList<string>? environments = null)
    {
        var findings = new List<Finding>();
        var folders = Layouts.Find(projectRoot, migrationsFolder, findings);
        var content = new ProjectFolders(projectRoot, folders, findings);
        return new ChainBuilder(projectRoot, folders, content, environments ?? [], findings).Build();
    }
}
