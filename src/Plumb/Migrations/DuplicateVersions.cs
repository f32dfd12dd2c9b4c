using System.Globalization;
using System.Numerics;
using Plumb.Findings;

namespace Plumb.Migrations;

/// <summary>Finds migrations that share a version, and a free version for each but the first.</summary>
internal static class DuplicateVersions
{
    /// <summary>One finding for each version that is taken more than once.</summary>
    public static IEnumerable<Finding> Find(Chain chain, ProjectFolders content)
    {
        var taken = chain.Versioned.Select(static m => Number(m.Version)).ToHashSet();
        foreach (var group in chain.Versioned.GroupBy(static m => Number(m.Version)).Where(static g => g.Count() > 1))
        {
            var commands = new List<string>();
            foreach (var migration in group.Skip(1))
            {
                var free = NextFree(migration.Version.Digits, taken);
                taken.Add(BigInteger.Parse(free, CultureInfo.InvariantCulture));
                var stem = free + migration.Id[migration.Version.Digits.Length..];
                commands.AddRange(Moves(migration, stem, content));
            }

            yield return ChainFindings.DuplicateVersion([.. group], commands, chain.IsSupabase);
        }
    }

    private static IEnumerable<string> Moves(Migration migration, string stem, ProjectFolders content) =>
        from folder in (FolderContent[])[content.Versioned, content.Require, content.Verify, content.Revert]
        where folder.Stems.Contains(migration.Id, StringComparer.Ordinal)
        select $"git mv {folder.PathOf(migration.Id)} {folder.PathOf(stem)}";

    private static BigInteger Number(MigrationVersion version) =>
        version.Digits.Length == 0 ? BigInteger.MinusOne : BigInteger.Parse(version.Digits, CultureInfo.InvariantCulture);

    // A date goes to the next day and a time to the next second, so that the new version is a real one too.
    private static string NextFree(string digits, HashSet<BigInteger> taken)
    {
        do
        {
            digits = Next(digits);
        }
        while (taken.Contains(BigInteger.Parse(digits, CultureInfo.InvariantCulture)));
        return digits;
    }

    private static string Next(string digits)
    {
        var format = digits.Length switch { 8 => "yyyyMMdd", 14 => "yyyyMMddHHmmss", _ => null };
        if (format is not null
            && DateTime.TryParseExact(digits, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && time.Year < 9999)
        {
            var next = digits.Length == 8 ? time.AddDays(1) : time.AddSeconds(1);
            return next.ToString(format, CultureInfo.InvariantCulture);
        }

        var number = BigInteger.Parse(digits, CultureInfo.InvariantCulture) + 1;
        return number.ToString(CultureInfo.InvariantCulture).PadLeft(digits.Length, '0');
    }
}
