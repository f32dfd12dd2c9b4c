namespace Plumb.PostgresTests.Diffing;

/// <summary>
/// What <c>pg_dump --schema-only</c> says, entry by entry. The order of the entries follows OIDs, that of grants the order in which
/// they were given, that of storage parameters too: none of them is schema, so they are sorted.
/// </summary>
internal sealed class SchemaDump
{
    private const string End = "\n--\n-- PostgreSQL database dump complete";
    private readonly string[] entries;

    private SchemaDump(string text) => entries = [.. Entries(text[..text.LastIndexOf(End, StringComparison.Ordinal)]).Order(StringComparer.Ordinal)];

    /// <summary>Takes a dump; null when no pg_dump on this machine knows the server's version.</summary>
    public static async Task<SchemaDump?> TakeAsync(string connectionString, int version, params IEnumerable<string> options) =>
        await PgDumpProgram.RunAsync(connectionString, version, options) is { } text ? new SchemaDump(text) : null;

    /// <summary>The entries that only one of the two has; empty when they are equal.</summary>
    public IReadOnlyList<string> DifferencesFrom(SchemaDump other) =>
        [.. entries.Except(other.entries, StringComparer.Ordinal).Select(static e => "+ " + e), .. other.entries.Except(entries, StringComparer.Ordinal).Select(static e => "- " + e)];

    // The access method and the tablespace of a table are set before its entry, when they are others than those of the entry before.
    private static IEnumerable<string> Entries(string text)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, entry) in text.Split("\n--\n-- Name: ").Index())
        {
            var lines = entry.Split('\n').ToList();
            var own = lines.Where(static l => !l.StartsWith("SET default_", StringComparison.Ordinal)).ToList();
            if (index > 0)
            {
                yield return Sorted(own, lines[0].Contains("; Type: TABLE;", StringComparison.Ordinal) || lines[0].Contains("; Type: MATERIALIZED VIEW;", StringComparison.Ordinal) ? settings.Values : []);
            }

            foreach (var setting in lines.Except(own, StringComparer.Ordinal))
            {
                settings[setting.Split(' ')[1]] = setting;
            }
        }
    }

    private static string Sorted(List<string> lines, IEnumerable<string> settings)
    {
        var isAcl = lines[0].Contains("; Type: ACL;", StringComparison.Ordinal) || lines[0].Contains("; Type: DEFAULT ACL;", StringComparison.Ordinal);
        return string.Join('\n', settings.Concat(isAcl ? lines.Order(StringComparer.Ordinal) : lines.Select(SortedOptions))).Trim();
    }

    // Storage parameters are the only thing that pg_dump writes as WITH (…='…').
    private static string SortedOptions(string line)
    {
        var from = line.IndexOf("WITH (", StringComparison.Ordinal);
        var to = from < 0 ? -1 : line.IndexOf("')", from, StringComparison.Ordinal);
        if (to < 0)
        {
            return line;
        }

        from += "WITH (".Length;
        return line[..from] + string.Join(", ", line[from..(to + 1)].Split(", ").Order(StringComparer.Ordinal)) + line[(to + 1)..];
    }
}
