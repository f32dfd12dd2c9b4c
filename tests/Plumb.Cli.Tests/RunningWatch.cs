using System.Diagnostics;
using System.Text.Json;

namespace Plumb.Cli.Tests;

/// <summary>A <c>plumb watch</c> that runs, and what it says.</summary>
internal sealed class RunningWatch : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly TemporaryProject project;
    private readonly Task<string> errors;

    private RunningWatch(Process process, TemporaryProject project)
    {
        this.process = process;
        this.project = project;
        errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Starts one that reports as JSON, and waits until it has replayed the chain.</summary>
    public static async Task<RunningWatch> StartAsync(PlumbProgram plumb, TemporaryProject project, params string[] options)
    {
        var watch = new RunningWatch(plumb.Start(project.Path, ["watch", "--format", "json", .. options]), project);
        Assert.Equal("start", (await watch.NextAsync("start", "unread")).GetProperty("watch").GetProperty("stage").GetString());
        return watch;
    }

    /// <summary>Saves a file and returns the verdict on it.</summary>
    public Task<JsonElement> SaveAsync(string path, string text)
    {
        project.With(path, text);
        return NextAsync("save", "unread");
    }

    /// <summary>The next report about one of these stages; others are passed over.</summary>
    public async Task<JsonElement> NextAsync(params string[] stages)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        while (true)
        {
            var line = await process.StandardOutput.ReadLineAsync(limit.Token);
            if (line is null)
            {
                Assert.Fail(await errors);
            }

            using var json = JsonDocument.Parse(line);
            var report = json.RootElement.Clone();
            Assert.Equal((1, "watch"), (report.GetProperty("format").GetInt32(), report.GetProperty("command").GetString()));
            if (report.TryGetProperty("watch", out var watched) && stages.Contains(watched.GetProperty("stage").GetString(), StringComparer.Ordinal))
            {
                return report;
            }
        }
    }

    /// <summary>Ends it by a signal, and returns the last line that it wrote.</summary>
    public async Task<string> EndAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        var rest = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return rest.TrimEnd('\n').Split('\n')[^1];
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await EndAsync("INT");
        }

        process.Dispose();
    }
}
