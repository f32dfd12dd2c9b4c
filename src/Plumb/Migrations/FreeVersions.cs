using System.Globalization;
using System.Numerics;

namespace Plumb.Migrations;

/// <summary>Finds versions that no migration has.</summary>
/// <remarks>
/// The steps are days for eight digits that are a date, seconds for fourteen that are a time, else ones, so that a proposed version is a real
/// date or time too.
/// </remarks>
internal sealed class FreeVersions(IEnumerable<MigrationVersion> taken)
{
    private readonly HashSet<string> taken = taken.Select(static v => Key(v.Digits)).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Versions for all but one of migrations that share one, in their order: after it if there is room before the next migration, else
    /// before it, so that nothing else changes its place; without room on either side, the next free ones after it.
    /// </summary>
    public IReadOnlyList<(Migration Migration, string Version)> For(IReadOnlyList<Migration> group)
    {
        var version = group[^1].Version.Digits;
        var wanted = group.Count - 1;
        var after = Neighbours(version, 1, wanted, skipTaken: false);
        var before = after.Count == wanted ? [] : Neighbours(version, -1, wanted, skipTaken: false);
        (Migration, string)[] moved;
        if (before.Count == wanted)
        {
            before.Reverse();
            moved = [.. group.Take(wanted).Zip(before)];
        }
        else
        {
            moved = [.. group.Skip(1).Zip(after.Count == wanted ? after : Neighbours(version, 1, wanted, skipTaken: true))];
        }

        taken.UnionWith(moved.Select(static m => Key(m.Item2)));
        return moved;
    }

    private List<string> Neighbours(string version, int step, int wanted, bool skipTaken)
    {
        var found = new List<string>();
        for (var at = Move(version, step); at is not null && found.Count < wanted; at = Move(at, step))
        {
            if (!taken.Contains(Key(at)))
            {
                found.Add(at);
            }
            else if (!skipTaken)
            {
                break;
            }
        }

        return found;
    }

    private static string Key(string digits) => digits.TrimStart('0');

    private static string? Move(string digits, int step)
    {
        var format = digits.Length switch { 8 => "yyyyMMdd", 14 => "yyyyMMddHHmmss", _ => null };
        if (format is not null
            && DateTime.TryParseExact(digits, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && time.Year is > 1 and < 9999)
        {
            return (digits.Length == 8 ? time.AddDays(step) : time.AddSeconds(step)).ToString(format, CultureInfo.InvariantCulture);
        }

        var number = BigInteger.Parse(digits, CultureInfo.InvariantCulture) + step;
        return number < 0 ? null : number.ToString(CultureInfo.InvariantCulture).PadLeft(digits.Length, '0');
    }
}
