using Plumb.Environments;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Sources;

/// <summary>Finds out what a word means: an environment, a URL, a snapshot file, a project's folder or a chain's.</summary>
/// <param name="project">The project whose environments are known by name.</param>
/// <param name="currentFolder">The folder from which files and folders are named.</param>
public sealed class SourceResolver(ProjectConfiguration project, string currentFolder)
{
    private const string ConfigurationFile = "plumb.yaml";

    /// <summary>What <paramref name="word"/> means. An environment goes before a file or folder of the same name, which <c>./name</c> means.</summary>
    /// <exception cref="UsageException">It means nothing; says what was tried.</exception>
    public SnapshotSource Resolve(string word)
    {
        if (project.Environments.ContainsKey(word))
        {
            return new SnapshotSource.OfDatabase(word, project, project.Find(word));
        }

        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(word.Length == 0 ? "." : word, currentFolder));
        if (word.Length > 0 && File.Exists(path))
        {
            return new SnapshotSource.OfFile(word, path);
        }

        if (word.Length > 0 && Directory.Exists(path))
        {
            return OfFolder(word, path);
        }

        return word.Contains("://", StringComparison.Ordinal) || word.Contains('=', StringComparison.Ordinal) || word.Contains('@', StringComparison.Ordinal)
            ? new SnapshotSource.OfDatabase("url", project, project.Find(word))
            : throw new UsageException(SourceFindings.Unknown(word, project));
    }

    /// <summary>The project's own chain.</summary>
    public SnapshotSource.OfChain OwnChain() => OfProject(".", project);

    private SnapshotSource.OfChain OfFolder(string word, string path)
    {
        if (IsSame(path, project.Root))
        {
            return OfProject(word, project);
        }

        if (IsProject(path))
        {
            return OfProject(word, ProjectReader.Read(path, project.Variables));
        }

        if (!Directory.EnumerateFiles(path, "*.sql").Any())
        {
            throw new UsageException(SourceFindings.NoChain(word));
        }

        // A migrations folder belongs to the project around it: its profile and its companions are found from there.
        var around = Path.GetDirectoryName(path);
        around = Path.GetFileName(around) is "supabase" && !File.Exists(Path.Combine(around!, ConfigurationFile)) ? Path.GetDirectoryName(around) : around;
        if (around is not null && IsProject(around))
        {
            var owner = IsSame(around, project.Root) ? project : ProjectReader.Read(around, project.Variables);
            return OfProject(word, IsMigrationsFolder(path, owner) ? owner : owner with { Root = path, Migrations = "." });
        }

        var isInside = path.StartsWith(project.Root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return OfProject(word, (isInside ? project with { Root = path } : ProjectReader.Read(path, project.Variables)) with { Migrations = "." });
    }

    private static bool IsMigrationsFolder(string path, ProjectConfiguration owner)
    {
        try
        {
            return IsSame(path, Path.GetFullPath(Layouts.Find(owner.Root, owner.Migrations, []).Migrations, owner.Root));
        }
        catch (UsageException)
        {
            return false;
        }
    }

    private static SnapshotSource.OfChain OfProject(string word, ProjectConfiguration owner)
    {
        var chain = ChainReader.Read(owner.Root, owner.Migrations, [.. owner.Environments.Keys]);
        ChainFaults.ThrowIfAny(chain.Findings);
        return new SnapshotSource.OfChain(word, owner, chain);
    }

    private static bool IsProject(string folder) =>
        File.Exists(Path.Combine(folder, ConfigurationFile))
        || Directory.Exists(Path.Combine(folder, "supabase", "migrations"))
        || Directory.Exists(Path.Combine(folder, "migrations"));

    private static bool IsSame(string path, string other) =>
        string.Equals(Path.TrimEndingDirectorySeparator(path), Path.TrimEndingDirectorySeparator(other), StringComparison.Ordinal);
}
