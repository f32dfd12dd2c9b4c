using Plumb.Findings;
using Plumb.Migrations.Styles;

namespace Plumb.Migrations;

/// <summary>Where projects keep their migrations.</summary>
internal static class Layouts
{
    /// <summary>The folders in which migrations are looked for, in this order; the project's folder itself comes last.</summary>
    public static IReadOnlyList<string> Folders { get; } =
    [
        "supabase/migrations", "migrations", "db/migrations", "database/migrations", "sql/migrations", "prisma/migrations", "drizzle",
        "src/main/resources/db/migration", "db/migration", "deploy", "db/deploy", "sqitch/deploy", "",
    ];

    /// <summary>Where the files of a project are.</summary>
    /// <param name="projectRoot">The project's folder.</param>
    /// <param name="migrationsFolder">The migrations folder as the project names it; null to look for one.</param>
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

        var fitting = Folders.Where(folder => Holds(projectRoot, folder)).Select(MigrationFolders.Of).ToArray();
        if (fitting.Length == 0)
        {
            throw new UsageException(ChainFindings.NoLayout([.. Folders.Where(static f => f.Length > 0)]));
        }

        findings.AddRange(fitting.Skip(1).Where(f => f.Migrations.Length > 0).Select(f => ChainFindings.SecondFolder(f, fitting[0])));
        return fitting[0];
    }

    // A folder called migrations is one even while it is empty; the other names say less.
    private static bool Holds(string projectRoot, string folder)
    {
        if (folder.EndsWith("migrations", StringComparison.Ordinal))
        {
            return Directory.Exists(Path.Combine(projectRoot, folder));
        }

        var content = StyledFolder.Look(projectRoot, folder);
        var style = FileStyles.Of(content);
        return folder.EndsWith("deploy", StringComparison.Ordinal) ? style is SqitchStyle : content.Content.Stems.Count > 0 || style != FileStyles.Plain;
    }
}
