using System.Diagnostics;
using System.Globalization;
using Plumb.PostgresTests.Sql;

namespace Plumb.PostgresTests.Execution;

/// <summary>The program as a process, run in a project's folder on the project's database.</summary>
internal sealed class PlumbProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private PlumbProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts <c>plumb</c> with <paramref name="arguments"/>; the environment <c>test</c> is the project's database.</summary>
    public static PlumbProcess Start(TestProject project, params string[] arguments) => StartOn(project.ConnectionString, project, arguments);

    /// <summary>The same with another connection string.</summary>
    public static PlumbProcess StartOn(string connectionString, TestProject project, params string[] arguments)
    {
        project.Write(("plumb.yaml", "environments:\n  test: { url: \"${TEST_DATABASE}\" }\n"));
        return StartIn(project.Root, [("TEST_DATABASE", connectionString)], arguments);
    }

    /// <summary>Starts <c>plumb</c> in any folder, with further variables.</summary>
    public static PlumbProcess StartIn(string folder, IEnumerable<(string Name, string Value)> variables, params string[] arguments)
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var program = Path.Combine(Repository.Root, "artifacts", "bin", "Plumb.Cli", configuration, "Plumb.Cli.dll");
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in (string[])[program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var variable in start.Environment.Keys.Where(static k => k.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(variable);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new PlumbProcess(process);
    }

    /// <summary>Runs to the end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(TestProject project, params string[] arguments)
    {
        using var plumb = Start(project, arguments);
        return await plumb.WaitAsync();
    }

    /// <summary>Runs <c>up</c>, which must end well.</summary>
    public static async Task MustApplyAsync(TestProject project)
    {
        var (exitCode, output, errors) = await RunAsync(project, "up", "--env", "test");
        Assert.True(exitCode == 0, output + errors);
    }

    /// <summary>Waits until the database shows that it has come to a place.</summary>
    public async Task WaitUntilAsync(TestProject project, string reached)
    {
        var waiting = project.WaitUntilAsync(reached, seconds: 30);
        if (await Task.WhenAny(waiting, process.WaitForExitAsync(TestContext.Current.CancellationToken)) != waiting)
        {
            Assert.Fail($"it ended with {process.ExitCode} before it came to {reached}\n{await output}{await errors}");
        }

        await waiting;
    }

    /// <summary>Waits for the end.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> WaitAsync(TimeSpan? patience = null)
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(patience ?? TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Sends a signal, such as <c>INT</c> or <c>KILL</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The most memory in bytes that it had in use, once it has ended; where that cannot be seen, 1.</summary>
    public async Task<long> MostMemoryAsync()
    {
        var most = 1L;
        while (!process.HasExited)
        {
            process.Refresh();
            most = Math.Max(most, process.PeakWorkingSet64);
            await Task.WhenAny(process.WaitForExitAsync(TestContext.Current.CancellationToken), Task.Delay(50, TestContext.Current.CancellationToken));
        }

        return most;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
