namespace Plumb.Reporting.Differences;

/// <summary>Compares two texts line by line: the fewest lines that go and come.</summary>
internal static class LineDifference
{
    private const int Context = 2;
    private const int MostCells = 4_000_000;

    /// <summary>The lines of both texts in order, each marked ' ', '-' or '+'.</summary>
    public static IReadOnlyList<(char Mark, string Line)> Between(string before, string after)
    {
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start])
        {
            start++;
        }

        var end = 0;
        while (end < old.Length - start && end < now.Length - start && old[^(end + 1)] == now[^(end + 1)])
        {
            end++;
        }

        var lines = old[..start].Select(static l => (' ', l)).ToList();
        lines.AddRange(Middle(old[start..^end], now[start..^end]));
        lines.AddRange(old[^end..].Select(static l => (' ', l)));
        return lines;
    }

    /// <summary>Only what changed, with two lines around; <c>…</c> stands for what is left out.</summary>
    public static IEnumerable<(char Mark, string Line)> Hunks(IReadOnlyList<(char Mark, string Line)> lines)
    {
        var wasShown = true;
        for (var i = 0; i < lines.Count; i++)
        {
            var isShown = lines.Skip(i - Context).Take(Math.Min(i, Context) + 1 + Context).Any(static l => l.Mark != ' ');
            if (isShown)
            {
                yield return lines[i];
            }
            else if (wasShown)
            {
                yield return (' ', "…");
            }

            wasShown = isShown;
        }
    }

    private static IEnumerable<(char Mark, string Line)> Middle(string[] old, string[] now)
    {
        if ((long)old.Length * now.Length > MostCells)
        {
            return old.Select(static l => ('-', l)).Concat(now.Select(static l => ('+', l)));
        }

        // common[i, j] is the length of the longest common subsequence of old[i..] and now[j..].
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var lines = new List<(char, string)>();
        for (int i = 0, j = 0; i < old.Length || j < now.Length;)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                lines.Add((' ', old[i++]));
                j++;
            }
            else if (i < old.Length && (j == now.Length || common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add(('-', old[i++]));
            }
            else
            {
                lines.Add(('+', now[j++]));
            }
        }

        return lines;
    }
}
