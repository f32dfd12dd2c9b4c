using Plumb.Checks;
using Plumb.Sql;

namespace Plumb.Proof;

/// <summary>
/// Puts first the checks that are likely to see a statement and quick to ask: those that share the most telling words with it for the time that
/// they take, and among equals the one that saw the statement before. It decides only how soon the answer is known.
/// </summary>
internal sealed class CheckAffinity
{
    private const double LeastMilliseconds = 5;

    private readonly List<Check> checks;
    private readonly Dictionary<Check, double> costs = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Check, HashSet<string>> words = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> frequency = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Learns the words of the checks, and what they cost when they held.</summary>
    public CheckAffinity(IReadOnlyList<CheckResult> results)
    {
        checks = [.. results.Select(static r => r.Check)];
        foreach (var (check, duration) in results.Select(static r => (r.Check, r.Duration)))
        {
            costs[check] = Math.Max(LeastMilliseconds, duration.TotalMilliseconds);
            words[check] = check.Statements.SelectMany(static s => SqlWords.In(s.Span)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var word in words[check])
            {
                frequency[word] = frequency.GetValueOrDefault(word) + 1;
            }
        }
    }

    /// <summary>The checks, the likeliest first.</summary>
    public IReadOnlyList<Check> Order(Statement statement)
    {
        var own = SqlWords.In(statement.Span);
        return [.. checks.OrderByDescending(check => own.Where(words[check].Contains).Sum(word => 1.0 / frequency[word]) / costs[check]).ThenBy(check => costs[check])];
    }

    /// <summary>A check saw a statement; statements that stand together are mostly seen by the same one.</summary>
    public void Remember(Check check)
    {
        checks.Remove(check);
        checks.Insert(0, check);
    }
}
