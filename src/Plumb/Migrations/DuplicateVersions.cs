using Plumb.Findings;
using Plumb.Migrations.Styles;

namespace Plumb.Migrations;

/// <summary>Finds migrations that share a version, and proposes a version of its own for each.</summary>
internal static class DuplicateVersions
{
    /// <summary>One finding for each version that several migrations of one database have.</summary>
    public static IEnumerable<Finding> Find(Chain chain, ProjectFolders content)
    {
        Dictionary<string, List<Migration>>? groups = null;
        var first = new Dictionary<string, Migration>(StringComparer.Ordinal);
        foreach (var migration in chain.Versioned)
        {
            var key = migration.Version.Digits.TrimStart('0');
            if (!first.TryAdd(key, migration))
            {
                groups ??= new(StringComparer.Ordinal);
                groups.TryAdd(key, [first[key]]);
                groups[key].Add(migration);
            }
        }

        if (groups is null)
        {
            yield break;
        }

        var versions = new FreeVersions(chain.Versioned.Select(static m => m.Version));
        foreach (var group in groups.Values.Where(SomeMeet))
        {
            // Only Plumb's own style says how to rename a file.
            IReadOnlyList<(Migration Migration, string Version)> moved = content.Style == FileStyles.Plain ? versions.For(group) : [];
            var commands = moved.SelectMany(m => Moves(m.Migration, m.Version, content));
            yield return ChainFindings.DuplicateVersion(group, moved, [.. commands], chain.IsSupabase);
        }
    }

    // Migrations for different environments never meet in a database.
    private static bool SomeMeet(List<Migration> group) => group.Where((one, i) => group.Skip(i + 1).Any(other => Meet(one, other))).Any();

    private static bool Meet(Migration one, Migration other) =>
        one.Directives.Only.Count == 0
        || other.Directives.Only.Count == 0
        || one.Directives.Only.Intersect(other.Directives.Only, StringComparer.Ordinal).Any();

    private static IEnumerable<string> Moves(Migration migration, string version, ProjectFolders content)
    {
        var stem = version + migration.Id[migration.Version.Digits.Length..];
        return from folder in (FolderContent[])[content.Versioned, content.Require, content.Verify, content.Revert]
               where folder.Stems.Contains(migration.Id, StringComparer.Ordinal)
               select $"git mv {folder.PathOf(migration.Id)} {folder.PathOf(stem)}";
    }
}
