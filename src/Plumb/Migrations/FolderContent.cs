using Plumb.Findings;

namespace Plumb.Migrations;

/// <summary>The SQL files of one folder.</summary>
/// <param name="Folder">The folder, relative to the project.</param>
/// <param name="Stems">The names of its <c>*.sql</c> files without the extension, in ordinal order.</param>
internal sealed record FolderContent(string Folder, IReadOnlyList<string> Stems)
{
    private const string Extension = ".sql";

    /// <summary>Lists a folder; one that is not there is empty. Files that a user may expect to be read, and are not, become findings.</summary>
    /// <remarks>
    /// Hidden files, editor backups (<c>name~</c>, <c>#name#</c>) and files of other kinds are left out in silence; names that only
    /// resemble <c>*.sql</c>, such as <c>a.SQL</c> or <c>a.sql.bak</c>, are reported.
    /// </remarks>
    public static FolderContent List(string projectRoot, string folder, List<Finding> findings)
    {
        var full = Path.Combine(projectRoot, folder);
        if (!Directory.Exists(full))
        {
            return new FolderContent(folder, []);
        }

        var stems = new List<string>();
        try
        {
            foreach (var path in Directory.EnumerateFiles(full))
            {
                var name = Path.GetFileName(path);
                if (name.StartsWith('.') || name.EndsWith('~') || name.StartsWith('#'))
                {
                    continue;
                }

                if (name.EndsWith(Extension, StringComparison.Ordinal))
                {
                    stems.Add(name[..^Extension.Length]);
                }
                else if (name.Contains(Extension, StringComparison.OrdinalIgnoreCase))
                {
                    findings.Add(ChainFindings.IgnoredFile(Join(folder, name)));
                }
            }
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new UsageException(ChainFindings.UnreadableFolder(folder, error.Message));
        }

        stems.Sort(StringComparer.Ordinal);
        return new FolderContent(folder, stems);
    }

    /// <summary>The path of a file of this folder, relative to the project.</summary>
    public string PathOf(string stem) => Join(Folder, stem + Extension);

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}
