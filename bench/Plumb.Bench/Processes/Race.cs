using System.Globalization;

namespace Plumb.Bench.Processes;

/// <summary>
/// Measures contenders in turn, A B C A B C, so that what else the machine does falls on all of them. Ratios are taken within each round,
/// and their median is shown.
/// </summary>
/// <param name="Title">The line above the table.</param>
/// <param name="Rounds">How often each one runs, after one run that does not count.</param>
internal sealed record Race(string Title, int Rounds)
{
    /// <summary>Runs before each measurement, and is not measured.</summary>
    public Func<Task> Prepare { get; init; } = static () => Task.CompletedTask;

    /// <summary>Runs after each measurement, and throws when the work was not done.</summary>
    public Func<Task> Check { get; init; } = static () => Task.CompletedTask;

    /// <summary>The processor time that a server has spent so far; null when it cannot be told.</summary>
    public Func<Task<TimeSpan?>> ServerTime { get; init; } = static () => Task.FromResult<TimeSpan?>(null);

    /// <summary>Measures and prints; the first contender is the one that ratios refer to.</summary>
    public async Task RunAsync(TextWriter output, IReadOnlyList<Contender> contenders)
    {
        var runs = contenders.ToDictionary(static c => c.Name, static _ => new List<Measurement>(), StringComparer.Ordinal);
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var contender in contenders)
            {
                await Prepare();
                var measured = await MeasureAsync(contender);
                await Check();
                if (round > 0)
                {
                    runs[contender.Name].Add(measured);
                }
            }
        }

        var reference = contenders[0].Name;
        await output.WriteLineAsync($"\n{Title}, medians of {Rounds}; processor time: means of user and system");
        await output.WriteLineAsync($"  {"",-32} {"median",9} {"fastest",9} {"client",9} {"server",9}  × {reference,-14} target");
        foreach (var contender in contenders)
        {
            var own = runs[contender.Name];
            var median = Median(own.Select(static m => m.Wall.TotalSeconds));
            double RatioTo(string other) => Median(own.Zip(runs[other], static (a, b) => a.Wall / b.Wall));
            var target = string.Join("   ", contender.Targets.Select(t => $"{t} {(t.IsMet(median, RatioTo) ? "✓" : "✗")}"));
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  {contender.Name,-32} {Milliseconds(median),9} {Milliseconds(own.Min(static m => m.Wall.TotalSeconds)),9} {Mean(own, static m => m.Client),9} {Mean(own, static m => m.Server),9}  {RatioTo(reference),-16:0.00} {target}").TrimEnd());
        }
    }

    private async Task<Measurement> MeasureAsync(Contender contender)
    {
        var (client, server) = (ProcessorTime.OfEndedChildren(Environment.ProcessId), await ServerTime());
        var wall = await contender.RunAsync();
        return new Measurement(wall, ProcessorTime.OfEndedChildren(Environment.ProcessId) - client, await ServerTime() - server);
    }

    private static string Milliseconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:#,0} ms");

    /// <summary>A mean, since single times are multiples of 10 ms.</summary>
    private static string Mean(List<Measurement> runs, Func<Measurement, TimeSpan?> time) =>
        runs.Average(m => time(m)?.TotalSeconds) is { } mean ? Milliseconds(mean) : "";

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
