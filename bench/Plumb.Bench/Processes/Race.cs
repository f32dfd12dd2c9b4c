using System.Globalization;

namespace Plumb.Bench.Processes;

/// <summary>Measures contenders in turn, so that what else the machine does falls on all of them, and prints medians.</summary>
/// <param name="Title">The line above the table.</param>
/// <param name="Rounds">How often each one runs, after one run that does not count.</param>
internal sealed record Race(string Title, int Rounds)
{
    /// <summary>Runs before each measurement, and is not measured.</summary>
    public Func<Task> Prepare { get; init; } = static () => Task.CompletedTask;

    /// <summary>Runs after each measurement, and throws when the work was not done.</summary>
    public Func<Task> Check { get; init; } = static () => Task.CompletedTask;

    /// <summary>Measures and prints; the first contender is the one that ratios refer to.</summary>
    public async Task RunAsync(TextWriter output, IReadOnlyList<Contender> contenders)
    {
        var times = contenders.ToDictionary(static c => c.Name, static _ => new List<TimeSpan>(), StringComparer.Ordinal);
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var contender in contenders)
            {
                await Prepare();
                var time = await contender.RunAsync();
                await Check();
                if (round > 0)
                {
                    times[contender.Name].Add(time);
                }
            }
        }

        var medians = times.ToDictionary(static t => t.Key, static t => Median(t.Value), StringComparer.Ordinal);
        var reference = medians[contenders[0].Name];
        await output.WriteLineAsync($"\n{Title}, medians of {Rounds}");
        await output.WriteLineAsync($"  {"",-34} {"median",9} {"fastest",9} {"slowest",9}  × {contenders[0].Name,-18} target");
        foreach (var contender in contenders)
        {
            var (all, median) = (times[contender.Name], medians[contender.Name]);
            var target = string.Join("   ", contender.Targets.Select(t => $"{t} {(t.IsMet(median, medians) ? "✓" : "✗")}"));
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  {contender.Name,-34} {Milliseconds(median),9} {Milliseconds(all.Min()),9} {Milliseconds(all.Max()),9}  {median / reference,-20:0.00} {target}").TrimEnd());
        }
    }

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:#,0} ms");

    private static TimeSpan Median(List<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
