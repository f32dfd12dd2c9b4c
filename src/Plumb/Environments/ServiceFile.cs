using Plumb.Findings;

namespace Plumb.Environments;

/// <summary>Reads a connection service from <c>pg_service.conf</c>.</summary>
internal static class ServiceFile
{
    /// <summary>Fills in what the service's section says.</summary>
    /// <exception cref="UsageException">No file defines the service.</exception>
    public static void Fill(ConnectionSettings settings, string service, Func<string, string?> variables)
    {
        var files = Paths(variables).Where(File.Exists).ToArray();
        var names = new List<string>();
        foreach (var file in files)
        {
            if (FillFrom(file, settings, service, names))
            {
                return;
            }
        }

        throw new UsageException(ConnectionStringFindings.UnknownService(service, NearestName.Of(service, names), files));
    }

    private static bool FillFrom(string file, ConnectionSettings settings, string service, List<string> names)
    {
        var found = false;
        var inside = false;
        foreach (var raw in File.ReadLines(file))
        {
            var line = raw.Trim();
            if (line is ['[', .. var name, ']'])
            {
                names.Add(name);
                inside = !found && string.Equals(name, service, StringComparison.Ordinal);
                found |= inside;
            }
            else if (inside && line.Length > 0 && !line.StartsWith('#'))
            {
                var equals = line.IndexOf('=', StringComparison.Ordinal);
                var word = equals < 0 ? null : ConnectionWords.Find(line[..equals].Trim());
                if (word is null)
                {
                    throw new UsageException(ConnectionStringFindings.UnknownParameter(equals < 0 ? line : line[..equals].Trim()));
                }

                settings.SetDefault(word.Keyword, line[(equals + 1)..].Trim());
            }
        }

        return found;
    }

    private static IEnumerable<string> Paths(Func<string, string?> variables)
    {
        if (variables("PGSERVICEFILE") is { Length: > 0 } named)
        {
            yield return named;
        }
        else if (variables(OperatingSystem.IsWindows() ? "APPDATA" : "HOME") is { Length: > 0 } home)
        {
            yield return OperatingSystem.IsWindows()
                ? Path.Combine(home, "postgresql", ".pg_service.conf")
                : Path.Combine(home, ".pg_service.conf");
        }

        yield return Path.Combine(variables("PGSYSCONFDIR") ?? "/etc/postgresql-common", "pg_service.conf");
    }
}
