namespace Plumb.Environments;

/// <summary>Tells, without starting git, whether a file is ignored.</summary>
internal static class GitIgnore
{
    /// <summary>
    /// Whether a <c>.gitignore</c> between the repository's root and <paramref name="folder"/>, or <c>.git/info/exclude</c>, has a line
    /// for <paramref name="name"/>; null outside a repository. Only plain names and a star at either end are understood.
    /// </summary>
    public static bool? Covers(string folder, string name)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (HasLine(Path.Combine(at.FullName, ".gitignore"), name))
            {
                return true;
            }

            var git = Path.Combine(at.FullName, ".git");
            if (Directory.Exists(git) || File.Exists(git))
            {
                return HasLine(Path.Combine(git, "info", "exclude"), name);
            }
        }

        return null;
    }

    private static bool HasLine(string file, string name)
    {
        if (!File.Exists(file))
        {
            return false;
        }

        var covered = false;
        foreach (var raw in File.ReadLines(file))
        {
            var line = raw.AsSpan().Trim();
            var excepts = line.StartsWith("!");
            if (Matches(line.TrimStart('!'), name))
            {
                covered = !excepts;
            }
        }

        return covered;
    }

    private static bool Matches(ReadOnlySpan<char> pattern, string name)
    {
        pattern = pattern.StartsWith("**/") ? pattern[3..] : pattern.TrimStart('/');
        return pattern switch
        {
            [] => false,
            ['*'] => true,
            [.. var start, '*'] => name.AsSpan().StartsWith(start, StringComparison.Ordinal),
            ['*', .. var end] => name.AsSpan().EndsWith(end, StringComparison.Ordinal),
            _ => pattern.SequenceEqual(name),
        };
    }
}
