using System.Diagnostics;

namespace Plumb.Bench.Processes;

/// <summary>A program that is measured as a whole process, from its start to its end.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="File">The program.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record Contender(string Name, string File, params IReadOnlyList<string> Arguments)
{
    /// <summary>Variables it gets besides those of this process.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>What its median must not exceed; none when it is only shown.</summary>
    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>Runs it once.</summary>
    /// <exception cref="InvalidOperationException">It failed; holds what it said.</exception>
    public async Task<TimeSpan> RunAsync()
    {
        var start = new ProcessStartInfo(File, Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{File} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var time = Stopwatch.GetElapsedTime(begun);
        return process.ExitCode == 0
            ? time
            : throw new InvalidOperationException($"{Name} ended with {process.ExitCode}:\n{await output}\n{await errors}");
    }
}
