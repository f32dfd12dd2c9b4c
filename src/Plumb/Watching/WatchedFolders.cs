using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Watching;

/// <summary>The folders in which a save may change what is proven.</summary>
internal static class WatchedFolders
{
    private static readonly string[] Extensions = [".sql", ".yaml", ".yml", ".json", ".plan", ".toml", ".env"];

    /// <summary>Those of a project, absolute: its own, those of its migrations and companions, those of included files. None below them counts.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="migrations">Its migrations folder, when it names one.</param>
    /// <param name="chain">Its migrations as they are; null when they cannot be read.</param>
    public static IReadOnlyList<string> Of(string root, string? migrations, Chain? chain)
    {
        var folders = new HashSet<string>(StringComparer.Ordinal) { root };
        try
        {
            var layout = Layouts.Find(root, migrations, []);
            var main = Path.Combine(root, layout.Migrations);
            folders.Add(main);
            folders.Add(Path.Combine(root, layout.Base));
            folders.UnionWith(MigrationFolders.Companions.Select(name => Path.Combine(root, layout.InBase(name))));
            folders.UnionWith(Directory.EnumerateDirectories(main).Where(static d => !Path.GetFileName(d.AsSpan()).StartsWith(".")));
        }
        catch (Exception unreadable) when (unreadable is UsageException or IOException or UnauthorizedAccessException)
        {
            // The project's folder alone: when the migrations folder comes back, that is seen in it.
        }

        foreach (var migration in chain is null ? [] : chain.Migrations)
        {
            folders.UnionWith(migration.Up.Sources.Skip(1).Select(s => Path.GetDirectoryName(Path.Combine(root, s.Path))!));
        }

        return [.. folders.Select(Path.TrimEndingDirectorySeparator).Distinct(StringComparer.Ordinal).Where(Directory.Exists)];
    }

    /// <summary>Whether a file of that name may count: not what editors and other programs keep beside the files, which may be much.</summary>
    public static bool MayCount(string? name)
    {
        var file = Path.GetFileName(name ?? "");
        return file == ".env" || !file.StartsWith('.') && !file.EndsWith('~')
            && (Path.GetExtension(file) is var extension && extension.Length == 0 || Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase));
    }
}
