namespace Plumb.Findings;

/// <summary>Finds the name that a misspelt word most likely meant.</summary>
public static class NearestName
{
    /// <summary>
    /// The candidate with the smallest edit distance to <paramref name="word"/> (case is ignored), or null when none is
    /// closer than a third of its length. The distance counts insertions, deletions, substitutions and swaps of neighbours
    /// (optimal string alignment).
    /// </summary>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        string? nearest = null;
        var smallest = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var distance = Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < smallest && distance <= Math.Max(1, Math.Max(word.Length, candidate.Length) / 3))
            {
                (nearest, smallest) = (candidate, distance);
            }
        }

        return nearest;
    }

    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(substitution, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[a.Length, b.Length];
    }
}
