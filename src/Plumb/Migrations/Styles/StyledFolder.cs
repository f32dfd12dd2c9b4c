namespace Plumb.Migrations.Styles;

/// <summary>A migrations folder, for a style to look at.</summary>
/// <param name="ProjectRoot">The project's folder.</param>
/// <param name="Content">The SQL files of the folder itself.</param>
/// <param name="Subfolders">The names of its subfolders that hold SQL files, in ordinal order.</param>
internal sealed record StyledFolder(string ProjectRoot, FolderContent Content, IReadOnlyList<string> Subfolders)
{
    private const int HeadLength = 1 << 16;

    /// <summary>Looks at a folder; one that is not there is empty.</summary>
    public static StyledFolder Look(string projectRoot, string folder) => new(projectRoot, FolderContent.List(projectRoot, folder, []), SubfoldersWithSql(projectRoot, folder));

    /// <summary>The names of the subfolders of a folder that hold SQL files, in ordinal order.</summary>
    public static IReadOnlyList<string> SubfoldersWithSql(string projectRoot, string folder)
    {
        var full = System.IO.Path.Combine(projectRoot, folder);
        return !Directory.Exists(full) ? [] :
        [
            .. Directory.EnumerateDirectories(full)
                .Where(static path => !System.IO.Path.GetFileName(path.AsSpan()).StartsWith(".") && Directory.EnumerateFiles(path, "*.sql").Any())
                .Select(static path => System.IO.Path.GetFileName(path))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The path of the folder, relative to the project.</summary>
    public string Path => Content.Folder;

    /// <summary>The path of a file in it, relative to the project.</summary>
    public string PathOf(string name) => Path.Length == 0 ? name : $"{Path}/{name}";

    /// <summary>Whether a file or a folder stands in it.</summary>
    public bool Has(string name) => System.IO.Path.Exists(Full(name));

    /// <summary>The lines of the first file, at most 64 KiB of it: enough to see what it is divided by. Empty when it cannot be read.</summary>
    public IReadOnlyList<string> FirstLines()
    {
        if (Content.Stems.Count == 0)
        {
            return [];
        }

        try
        {
            using var reader = new StreamReader(Full($"{Content.Stems[0]}.sql"));
            var head = new char[HeadLength];
            return new string(head, 0, reader.ReadBlock(head)).Split('\n');
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            // Whoever reads the file for its statements reports it.
            return [];
        }
    }

    /// <summary>The lines of another file in the folder; empty when it cannot be read.</summary>
    public IReadOnlyList<string> LinesOf(string name)
    {
        try
        {
            return File.ReadAllLines(Full(name));
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            return [];
        }
    }

    private string Full(string name) => System.IO.Path.Combine(ProjectRoot, Path, name);
}
