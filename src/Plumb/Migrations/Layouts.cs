using Plumb.Findings;

namespace Plumb.Migrations;

/// <summary>Every layout that is recognised.</summary>
internal static class Layouts
{
    /// <summary>In the order in which they are tried; the first that fits is taken.</summary>
    public static IReadOnlyList<ILayout> All { get; } = [new SupabaseLayout(), new FolderLayout(), new RootLayout()];

    /// <summary>Where the files of a project are.</summary>
    /// <param name="projectRoot">The project's folder.</param>
    /// <param name="migrationsFolder">The migrations folder as the project names it; null to recognise the layout.</param>
    /// <param name="findings">Receives what else was found.</param>
    /// <exception cref="UsageException">There is no migrations folder.</exception>
    public static MigrationFolders Find(string projectRoot, string? migrationsFolder, List<Finding> findings)
    {
        if (migrationsFolder is not null)
        {
            var relative = Path.GetRelativePath(projectRoot, Path.Combine(projectRoot, migrationsFolder)).Replace('\\', '/');
            if (Path.IsPathRooted(relative) || relative is ".." || relative.StartsWith("../", StringComparison.Ordinal))
            {
                throw new UsageException(ChainFindings.FolderOutside(migrationsFolder));
            }

            return Directory.Exists(Path.Combine(projectRoot, relative))
                ? MigrationFolders.Of(relative is "." ? "" : relative)
                : throw new UsageException(ChainFindings.NoFolder(relative));
        }

        var fitting = All.Select(layout => layout.Find(projectRoot)).OfType<MigrationFolders>().ToArray();
        if (fitting.Length == 0)
        {
            throw new UsageException(ChainFindings.NoLayout([.. All.Select(static l => l.Description)]));
        }

        findings.AddRange(fitting.Skip(1).Where(f => f.Migrations.Length > 0).Select(f => ChainFindings.SecondFolder(f, fitting[0])));
        return fitting[0];
    }
}
