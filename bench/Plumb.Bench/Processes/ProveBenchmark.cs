using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Plumb.Bench.Processes;

/// <summary>
/// How long proofs take, by obligation, the processor time with that of the servers, and the memory of the program: of an example, and of chains of growing length, whose cost for each migration
/// must not grow with them.
/// </summary>
internal sealed class ProveBenchmark : IBenchmark
{
    private const int Rounds = 3;

    public string Name => "prove";

    public string Summary => "plumb prove of Chronos and of long chains: seconds, MB, milliseconds by obligation; arguments: lengths of chains";

    public async Task RunAsync(TextWriter output, IReadOnlyList<string> arguments)
    {
        var lengths = arguments.Count == 0 ? [50, 200, 1_000] : arguments.Select(static a => int.Parse(a, CultureInfo.InvariantCulture));
        var plumb = await Programs.BuildPlumbAsync();
        var folder = Directory.CreateTempSubdirectory("plumb-bench-").FullName;
        try
        {
            var chronos = Path.Combine(folder, "chronos");
            StartBenchmark.CopyFolder(Path.Combine(Programs.Root, "examples", "chronos"), chronos);
            await ProveAsync(plumb, chronos);
            await WriteAsync(output, "examples/chronos, target 3.0 s and 200 MB", await BestAsync(plumb, chronos), 12);
            foreach (var length in lengths)
            {
                var project = SampleProject.Create(folder, length);
                project.WriteCompanions();
                await WriteAsync(output, $"a chain of {length.ToString("N0", CultureInfo.InvariantCulture)}", await ProveAsync(plumb, project.Folder), length);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Proof> BestAsync(string plumb, string project)
    {
        var proofs = new List<Proof>();
        for (var round = 0; round < Rounds; round++)
        {
            proofs.Add(await ProveAsync(plumb, project));
        }

        return proofs.MinBy(static p => p.Wall)!;
    }

    private static async Task<Proof> ProveAsync(string plumb, string project)
    {
        var start = new ProcessStartInfo(plumb, ["prove", "--project", project, "--format", "json"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var processor = ProcessorTime.OfEndedChildren(Environment.ProcessId);
        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{plumb} did not start.");
        var text = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var memory = 0L;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(50)))
        {
            process.Refresh();
            memory = Math.Max(memory, process.HasExited ? 0 : process.PeakWorkingSet64);
        }

        var wall = Stopwatch.GetElapsedTime(begun);
        await process.WaitForExitAsync();
        using var json = JsonDocument.Parse(await text);
        var root = json.RootElement;
        if (root.GetProperty("exitCode").GetInt32() != 0)
        {
            throw new InvalidOperationException($"{project} was not proven: {root.GetProperty("summary")}\n{await errors}");
        }

        return new Proof(wall, ProcessorTime.OfEndedChildren(Environment.ProcessId) - processor, memory, root.GetProperty("proof").GetProperty("results").EnumerateArray()
            .GroupBy(static r => r.GetProperty("obligation").GetString()!, StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => g.Sum(static r => r.GetProperty("durationMs").GetDouble()), StringComparer.Ordinal));
    }

    private static async Task WriteAsync(TextWriter output, string what, Proof proof, int migrations)
    {
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {proof.Wall.TotalSeconds:0.00} s, {proof.Memory / 1e6:0} MB, {proof.Wall.TotalMilliseconds / migrations:0.0} ms for each migration; processor time, with the servers' {proof.Processor?.TotalSeconds:0.0} s, {proof.Processor?.TotalMilliseconds / migrations:0.0} ms for each"));
        foreach (var (obligation, milliseconds) in proof.Obligations)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {obligation,-18} {milliseconds,10:0} ms {milliseconds / migrations,8:0.0} ms for each"));
        }
    }

    private sealed record Proof(TimeSpan Wall, TimeSpan? Processor, long Memory, IReadOnlyDictionary<string, double> Obligations);
}
