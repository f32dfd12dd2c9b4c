using System.Collections.Concurrent;

namespace Plumb.Sql;

/// <summary>Resolves symbolic links in every part of a path, as the operating system would.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;
    private static readonly ConcurrentDictionary<string, string> Folders = new(StringComparer.Ordinal);

    /// <summary>
    /// The path without links; parts that do not exist stay as they are. Folders are resolved once in a process: a chain's files
    /// share a few.
    /// </summary>
    /// <exception cref="IOException">Links refer to each other in a circle.</exception>
    public static string Of(string path)
    {
        var folder = Path.GetDirectoryName(path);
        var name = Path.GetFileName(path);
        if (string.IsNullOrEmpty(folder) || name is "" or "." or "..")
        {
            return Resolve(path);
        }

        var full = Path.Combine(Folders.GetOrAdd(folder, Resolve), name);
        return new FileInfo(full).LinkTarget is null ? full : Resolve(full);
    }

    private static string Resolve(string path)
    {
        var parts = new Stack<string>();
        var current = Push(parts, Path.IsPathRooted(path) ? path : Path.Combine(Environment.CurrentDirectory, path), "");
        var links = 0;
        while (parts.TryPop(out var part))
        {
            if (part is "..")
            {
                current = Path.GetDirectoryName(current) ?? current;
                continue;
            }

            var next = Path.Combine(current, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
            }
            else if (++links > MostLinks)
            {
                throw new IOException($"too many symbolic links in {path}");
            }
            else
            {
                current = Push(parts, target, current);
            }
        }

        return current;
    }

    /// <summary>Puts the parts of <paramref name="path"/> on the stack, the first on top; returns the folder they start from.</summary>
    private static string Push(Stack<string> parts, string path, string folder)
    {
        var root = Path.GetPathRoot(path) ?? "";
        var names = path[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names.Where(static n => n is not ".").Reverse())
        {
            parts.Push(name);
        }

        return root.Length > 0 ? root : folder;
    }
}
