using System.Globalization;

namespace Plumb.PostgresTests.Diffing;

/// <summary>
/// A script that builds one of the two schemas of a case. Comments at its head say what the plan that leads to it may do:
/// <code>
/// -- since 15                                    the version that brought what it uses
/// -- expect: replaces view public.v              what is dropped and created although both schemas have it; nothing else is
/// -- expect: rewrites table public.t             the tables that are written anew; no others are
/// -- expect: loses table column public.t.c       what loses data although both schemas have it; nothing else does
/// -- expect: leaves column order of table t      what the plan says it cannot reach, and what then differs; nothing else does
/// -- expect before 17: rewrites table public.t   the same, on some versions alone; also: since 17
/// -- no rows                                     the plan works on empty tables only, as any would
/// -- gap: why                                    what Plumb cannot do yet; the case fails when it can
/// </code>
/// </summary>
internal sealed class PlanScript
{
    private readonly string[] head;

    private PlanScript(string path, string text)
    {
        (Path, Text) = (path, text);
        head = [.. text.Split('\n').TakeWhile(static l => l.StartsWith("-- ", StringComparison.Ordinal)).Select(static l => l[3..].TrimEnd())];
        Since = int.Parse(After("since ") ?? "14", CultureInfo.InvariantCulture);
        Gap = After("gap: ");
        TakesRows = !head.Contains("no rows", StringComparer.Ordinal);
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>The first major version that knows what it uses.</summary>
    public int Since { get; }

    /// <summary>Why Plumb does not reach this schema; null when it does.</summary>
    public string? Gap { get; }

    public bool TakesRows { get; }

    /// <summary>Reads a script.</summary>
    public static PlanScript Read(string path) => new(path, File.ReadAllText(path));

    /// <summary>What the plan does beyond what the difference names, in a fixed order.</summary>
    public IReadOnlyList<string> Expected(int version) =>
        [.. head.Select(l => Expectation(l, version)).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>Writes what was observed into the head.</summary>
    public void Expect(IEnumerable<string> observed)
    {
        var kept = head.Where(static l => !l.StartsWith("expect: ", StringComparison.Ordinal)).Concat(observed.Select(static o => $"expect: {o}")).Select(static l => $"-- {l}\n");
        File.WriteAllText(Path, string.Concat(kept) + string.Join('\n', Text.Split('\n').Skip(head.Length)));
    }

    private static string? Expectation(string line, int version)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var words = colon < 0 ? [] : line[..colon].Split(' ');
        var holds = words switch
        {
            ["expect"] => true,
            ["expect", "before", var end] => version < int.Parse(end, CultureInfo.InvariantCulture),
            ["expect", "since", var start] => version >= int.Parse(start, CultureInfo.InvariantCulture),
            _ => false,
        };
        return holds ? line[(colon + 2)..] : null;
    }

    private string? After(string word) => head.FirstOrDefault(l => l.StartsWith(word, StringComparison.Ordinal))?[word.Length..];
}
