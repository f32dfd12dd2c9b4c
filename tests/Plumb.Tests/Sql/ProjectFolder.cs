using System.Text;
using Plumb.Sql;

namespace Plumb.Tests.Sql;

/// <summary>A project's folder on disk that goes away with the test, with a folder beside it.</summary>
internal sealed class ProjectFolder : IDisposable
{
    private readonly string parent = Directory.CreateTempSubdirectory("plumb-project-").FullName;

    public ProjectFolder()
    {
        Directory.CreateDirectory(Root);
        Directory.CreateDirectory(Outside);
    }

    public string Root => Path.Combine(parent, "project");

    public string Outside => Path.Combine(parent, "outside");

    public ProjectFolder Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public ProjectFolder Write(string path, byte[] bytes)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
        return this;
    }

    public SourceText Read(string path) => SqlFile.Read(Root, path);

    public Script Split(string path) => SqlSplitter.Split(Read(path), Root);

    public void Dispose() => Directory.Delete(parent, recursive: true);
}
