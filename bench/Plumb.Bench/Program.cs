using Plumb.Bench;
using Plumb.Bench.Catalog;
using Plumb.Bench.Processes;
using Plumb.Bench.Splitting;

IBenchmark[] benchmarks = [new SplitterBenchmark(), new StartBenchmark(), new UpBenchmark(), new ProveBenchmark(), new WatchBenchmark(), new SnapshotBenchmark()];
var chosen = benchmarks.Where(b => args.Length == 0 || args[0] == "all" || b.Name == args[0]).ToList();
if (chosen.Count == 0)
{
    await Console.Error.WriteLineAsync($"There is no benchmark '{args[0]}'. There are:");
    foreach (var benchmark in benchmarks)
    {
        await Console.Error.WriteLineAsync($"  {benchmark.Name,-12} {benchmark.Summary}");
    }

    return 2;
}

foreach (var benchmark in chosen)
{
    await benchmark.RunAsync(Console.Out, args.Length > 1 ? args[1..] : []);
}

return 0;
