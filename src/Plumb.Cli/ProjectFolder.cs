namespace Plumb.Cli;

/// <summary>Finds the project that a command means.</summary>
internal static class ProjectFolder
{
    private static readonly string[] Marks = ["plumb.yaml", Path.Combine("supabase", "migrations"), "migrations"];

    /// <summary>The folder that was named; else the nearest one, from the current one upwards, that looks like a project; else the current one.</summary>
    public static string Find(string? named)
    {
        if (named is not null)
        {
            return Path.GetFullPath(named);
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

    /// <summary>Whether it is the <c>supabase</c> folder of a project; its <c>migrations</c> would look like a project of its own.</summary>
    private static bool IsInsideSupabase(string folder) =>
        Path.GetFileName(folder) is "supabase" && !Path.Exists(Path.Combine(folder, "plumb.yaml"));
}
