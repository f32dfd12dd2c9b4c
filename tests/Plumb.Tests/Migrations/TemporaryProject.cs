using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Tests.Migrations;

/// <summary>A project folder that is gone after the test.</summary>
internal sealed class TemporaryProject : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("plumb").FullName;

    /// <summary>A project with the given files; a file without text gets a statement.</summary>
    public static TemporaryProject With(params (string Path, string? Text)[] files)
    {
        var project = new TemporaryProject();
        foreach (var (path, text) in files)
        {
            project.Write(path, text ?? "SELECT 1;\n");
        }

        return project;
    }

    /// <summary>A project with one migration, <c>001_a</c>, and its chain.</summary>
    public static Chain ChainOf(string text, params string[] environments)
    {
        using var project = With(("migrations/001_a.sql", text));
        return ChainReader.Read(project.Root, null, environments);
    }

    public void Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public Chain Read(string? folder = null) => ChainReader.Read(Root, folder);

    public IReadOnlyList<Finding> Findings() => Read().Findings;

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
