using System.Globalization;

namespace Plumb.Shadow.Installations;

/// <summary>Folders in which systems and package managers put a PostgreSQL server.</summary>
internal static class InstalledServers
{
    private static readonly string[] Parents =
    [
        "/usr/lib/postgresql", "/usr/pgsql-*", "/usr/local/pgsql", "/usr/local/opt/postgresql*", "/opt/homebrew/opt/postgresql*",
        "/home/linuxbrew/.linuxbrew/opt/postgresql*", "/Applications/Postgres.app/Contents/Versions", "/Library/PostgreSQL", "/usr/libexec/postgresql*",
    ];

    /// <summary>Bin folders that hold a server, those with the highest number in their path first.</summary>
    public static IEnumerable<string> BinFolders(Func<string, string?> variables) =>
        OnPath(variables("PATH")).Concat(Parents.SelectMany(Below))
            .Where(folder => File.Exists(Path.Combine(folder, "postgres")))
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(LastNumber);

    private static string[] OnPath(string? path) =>
        (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<string> Below(string parent)
    {
        var root = Path.GetDirectoryName(parent)!;
        var matches = Directory.Exists(root) ? Directory.EnumerateDirectories(root, Path.GetFileName(parent)) : [];
        foreach (var match in matches)
        {
            yield return match;
            yield return Path.Combine(match, "bin");
            foreach (var version in Directory.EnumerateDirectories(match))
            {
                yield return Path.Combine(version, "bin");
            }
        }
    }

    private static int LastNumber(string path)
    {
        var end = path.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        var start = end;
        while (start > 0 && char.IsAsciiDigit(path[start - 1]))
        {
            start--;
        }

        return int.TryParse(path.AsSpan(start, end - start), CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
