using System.Globalization;

namespace Plumb.Environments;

/// <summary>Finds the programs of PostgreSQL that Plumb starts, such as <c>psql</c> and <c>pg_dump</c>.</summary>
public static class PostgresTool
{
    private const string DebianServers = "/usr/lib/postgresql";

    /// <summary>
    /// The full path of <paramref name="name"/>: from <c>PLUMB_POSTGRES</c>, Debian's newest server, or <c>PATH</c>; null when it is not
    /// installed. A newer program works with an older server, not the other way round.
    /// </summary>
    public static string? Find(string name, Func<string, string?> variables)
    {
        var file = OperatingSystem.IsWindows() ? $"{name}.exe" : name;
        return Folders(variables).Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }

    private static IEnumerable<string> Folders(Func<string, string?> variables)
    {
        if (variables("PLUMB_POSTGRES") is { Length: > 0 } named)
        {
            yield return named;
        }

        if (Directory.Exists(DebianServers))
        {
            foreach (var server in Directory.GetDirectories(DebianServers).OrderByDescending(MajorOf))
            {
                yield return Path.Combine(server, "bin");
            }
        }

        foreach (var folder in (variables("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return folder;
        }
    }

    private static int MajorOf(string folder) => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var major) ? major : 0;
}
