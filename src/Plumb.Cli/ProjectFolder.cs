using Plumb.Environments;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Cli;

/// <summary>Finds the project that a command means.</summary>
internal static class ProjectFolder
{
    private static readonly string[] Marks = ["plumb.yaml", Path.Combine("supabase", "migrations"), "migrations"];

    /// <summary>Stops before a server is started for a folder that is no project.</summary>
    /// <exception cref="UsageException">There is neither a configuration nor a migrations folder.</exception>
    public static void Require(ProjectConfiguration project)
    {
        if (project.Migrations is null && !Marks.Any(mark => Path.Exists(Path.Combine(project.Root, mark))))
        {
            // It says what it looked for; a folder of nothing but *.sql files is a project too.
            _ = ChainReader.Read(project.Root);
        }
    }

    /// <summary>The folder that was named; else the nearest one, from the current one upwards, that looks like a project; else the current one.</summary>
    /// <exception cref="UsageException">There is no folder of the name.</exception>
    public static string Find(string? named)
    {
        if (named is not null)
        {
            var folder = Path.GetFullPath(named);
            return Directory.Exists(folder) ? folder : throw new UsageException(NoFolder(named));
        }

        var current = Directory.GetCurrentDirectory();
        for (var folder = current; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Marks.Any(mark => Path.Exists(Path.Combine(folder, mark))) && !IsInsideSupabase(folder))
            {
                return folder;
            }

            if (Path.Exists(Path.Combine(folder, ".git")))
            {
                break;
            }
        }

        return current;
    }

    private static Finding NoFolder(string named) => new(FindingCodes.NoProjectFolder, Severity.Error, $"there is no folder {named}")
    {
        Meaning = "--project names the folder that holds the migrations folder or plumb.yaml",
        Help = $"correct the path, or make a new project there: plumb init --project {named}",
    };

    /// <summary>Whether it is the <c>supabase</c> folder of a project; its <c>migrations</c> would look like a project of its own.</summary>
    private static bool IsInsideSupabase(string folder) =>
        Path.GetFileName(folder) is "supabase" && !Path.Exists(Path.Combine(folder, "plumb.yaml"));
}
