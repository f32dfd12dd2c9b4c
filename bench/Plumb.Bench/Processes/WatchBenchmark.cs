using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Plumb.Bench.Processes;

/// <summary>
/// How long <c>plumb watch</c> takes from the save of a file until its verdict is written: of the same file again and again, in the middle of the
/// chain and at its end, and of another file each time.
/// </summary>
internal sealed class WatchBenchmark : IBenchmark
{
    private const int Rounds = 9;
    private const int Length = 100;
    private const double Target = 500;

    /// <summary>What an editor's user does not notice: the database for the next save is made in it.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(700);

    public string Name => "watch";

    public string Summary => "plumb watch: milliseconds from a save to its verdict, in a chain of 100 migrations; argument: another length";

    public async Task RunAsync(TextWriter output, IReadOnlyList<string> arguments)
    {
        var length = arguments.Count == 0 ? Length : int.Parse(arguments[0], CultureInfo.InvariantCulture);
        var plumb = await Programs.BuildPlumbAsync();
        var folder = Directory.CreateTempSubdirectory("plumb-bench-").FullName;
        try
        {
            var project = SampleProject.Create(folder, length);
            project.WriteCompanions();
            var start = new ProcessStartInfo(plumb, ["watch", "--project", project.Folder, "--format", "json"]) { RedirectStandardOutput = true };
            using var watch = Process.Start(start) ?? throw new InvalidOperationException($"{plumb} did not start.");
            try
            {
                var begun = await NextAsync(watch, "start");
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"watch of {length} migrations, until the whole chain has been replayed: {begun:0} ms"));
                await Task.Delay(Rest);
                await MeasureAsync(output, watch, project, "the one in the middle, again and again", _ => length / 2);
                await MeasureAsync(output, watch, project, "the last one, again and again", _ => length);
                await MeasureAsync(output, watch, project, "another one each time", round => 1 + (round + 1) * 37 % length);
            }
            finally
            {
                using var end = Process.Start("kill", ["-TERM", watch.Id.ToString(CultureInfo.InvariantCulture)]);
                await watch.WaitForExitAsync();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(TextWriter output, Process watch, SampleProject project, string what, Func<int, int> numberOf)
    {
        var times = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var file = Path.Combine(project.Folder, "supabase", "migrations", new SampleMigration(numberOf(round)).FileName);
            var text = await File.ReadAllTextAsync(file);
            var begun = Stopwatch.GetTimestamp();
            await File.WriteAllTextAsync(file, $"{text}-- {what}, {round}\n");
            await NextAsync(watch, "save");
            var time = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            if (round > 0)
            {
                times.Add(time);
            }

            if (numberOf(round) < project.Count)
            {
                await NextAsync(watch, "after");
            }

            await Task.Delay(Rest);
        }

        times.Sort();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  {what,-40} median {times[times.Count / 2]:0} ms, least {times[0]:0}, most {times[^1]:0}, target {Target:0}: {(times[times.Count / 2] <= Target ? "reached" : "MISSED")}"));
    }

    private static async Task<double> NextAsync(Process watch, string stage)
    {
        while (true)
        {
            var line = await watch.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The watch has ended.");
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            var said = root.GetProperty("watch");
            if (root.GetProperty("exitCode").GetInt32() != 0)
            {
                throw new InvalidOperationException(root.GetProperty("summary").GetString());
            }

            if (said.GetProperty("stage").GetString() == stage)
            {
                return said.GetProperty("durationMs").GetDouble();
            }
        }
    }
}
