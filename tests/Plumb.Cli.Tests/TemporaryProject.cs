namespace Plumb.Cli.Tests;

/// <summary>A folder of its own, deleted at the end.</summary>
public sealed class TemporaryProject : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("plumb-cli-");

    /// <summary>The folder.</summary>
    public string Path => folder.FullName;

    /// <summary>Writes a file and the folders above it.</summary>
    public TemporaryProject With(string path, string text)
    {
        var full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return this;
    }

    /// <summary>Reads a file.</summary>
    public string Read(string path) => File.ReadAllText(System.IO.Path.Combine(Path, path));

    /// <summary>A project with one migration, its check and its revert script, in a plain folder.</summary>
    public static TemporaryProject WithOneMigration() => new TemporaryProject()
        .With("migrations/20250101000000_notes.sql", "CREATE TABLE note (id int PRIMARY KEY, text text NOT NULL);\n")
        .With("verify/20250101000000_notes.sql", "-- check: the table is there\n-- expect: value note\nSELECT 'note'::regclass;\n")
        .With("revert/20250101000000_notes.sql", "DROP TABLE note;\n");

    /// <summary>A copy of an example's files.</summary>
    public static TemporaryProject OfExample(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(root.FullName, "Plumb.slnx")))
        {
            root = root.Parent!;
        }

        var project = new TemporaryProject();
        var example = System.IO.Path.Combine(root.FullName, "examples", name);
        foreach (var file in Directory.EnumerateFiles(example, "*", SearchOption.AllDirectories).Where(static f => !f.Contains("/.plumb/", StringComparison.Ordinal)))
        {
            project.With(System.IO.Path.GetRelativePath(example, file), File.ReadAllText(file));
        }

        return project;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
