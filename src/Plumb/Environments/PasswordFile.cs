using System.Text;

namespace Plumb.Environments;

/// <summary>Looks a password up in <c>.pgpass</c> as libpq does.</summary>
internal static class PasswordFile
{
    /// <summary>Sets the password of the first line that matches; a file that others may read is left out.</summary>
    public static void Fill(ConnectionSettings settings, Func<string, string?> variables)
    {
        var path = settings["passfile"] ?? DefaultPath(variables);
        if (path is null || !File.Exists(path))
        {
            return;
        }

        if (!OperatingSystem.IsWindows() && IsOpenToOthers(path))
        {
            settings.UnusablePasswordFile = path;
            return;
        }

        var host = settings.IsUnixSocket && settings["host"] is "/var/run/postgresql" or "/tmp" ? "localhost" : settings["host"]!;
        string[] wanted = [host, settings["port"]!, settings["dbname"]!, settings["user"]!];
        foreach (var line in File.ReadLines(path))
        {
            if (Match(line, wanted) is { } password)
            {
                settings.SetDefault("password", password);
                return;
            }
        }
    }

    /// <summary>The password of a line whose first four fields are equal to <paramref name="wanted"/> or <c>*</c>; null when they are not.</summary>
    internal static string? Match(string line, IReadOnlyList<string> wanted)
    {
        if (line.StartsWith('#'))
        {
            return null;
        }

        var at = 0;
        foreach (var field in wanted)
        {
            var start = at;
            var value = ReadField(line, ref at);
            if (at > line.Length || (!string.Equals(value, field, StringComparison.Ordinal) && !line.AsSpan(start, at - start - 1).SequenceEqual("*")))
            {
                return null;
            }
        }

        return ReadField(line, ref at);
    }

    // Leaves at behind the colon; behind the line's end plus one when there is no colon.
    private static string ReadField(string line, ref int at)
    {
        var value = new StringBuilder();
        for (; at < line.Length && line[at] != ':'; at++)
        {
            if (line[at] == '\\' && at + 1 < line.Length)
            {
                at++;
            }

            value.Append(line[at]);
        }

        at++;
        return value.ToString();
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static bool IsOpenToOthers(string path) =>
        (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)) != UnixFileMode.None;

    private static string? DefaultPath(Func<string, string?> variables)
    {
        if (OperatingSystem.IsWindows())
        {
            return variables("APPDATA") is { } data ? Path.Combine(data, "postgresql", "pgpass.conf") : null;
        }

        return variables("HOME") is { } home ? Path.Combine(home, ".pgpass") : null;
    }
}
