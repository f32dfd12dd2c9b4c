using System.Diagnostics;
using Plumb.Cli.Tests;
using Plumb.Shadow;

[assembly: AssemblyFixture(typeof(PlumbProgram))]

namespace Plumb.Cli.Tests;

/// <summary>
/// The program, started as a process, with a cache of its own for embedded servers and no variable of the machine that could lead it to
/// a database. A throwaway server stands for the databases that are not embedded.
/// </summary>
public sealed class PlumbProgram : IAsyncLifetime
{
    /// <summary>What was built beside the tests, unless a variable names another one, such as the native program of the launcher.</summary>
    private static readonly string Executable = Environment.GetEnvironmentVariable("PLUMB_TEST_PROGRAM") is { Length: > 0 } named
        ? Path.GetFullPath(named)
        : Path.Combine(AppContext.BaseDirectory, "Plumb.Cli");

    /// <summary>The runtime that runs the tests lies in <c>shared/Microsoft.NETCore.App/version</c> below it.</summary>
    private static readonly string DotnetRoot = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));

    // Short, because the path of a unix socket may have 107 bytes at most.
    private readonly string cache = Path.Combine(Path.GetTempPath(), $"plumb-{Path.GetRandomFileName()[..6]}");

    private EmbeddedServer? server;

    /// <summary>A connection string to a database that is not embedded and belongs to no project.</summary>
    public string ServerConnectionString => server!.ConnectionString;

    public async ValueTask InitializeAsync() => server = await EmbeddedServer.StartThrowawayAsync(
        new EmbeddedServerOptions { Variables = name => name == "PLUMB_CACHE" ? cache : Environment.GetEnvironmentVariable(name) },
        CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        Directory.Delete(cache, recursive: true);
    }

    /// <summary>Runs the program with pipes for all three streams.</summary>
    public Task<ProgramOutput> RunAsync(string folder, params string[] arguments) =>
        RunWithAsync([], folder, arguments);

    /// <summary>Runs the program with further variables, written <c>NAME=value</c>.</summary>
    public Task<ProgramOutput> RunWithAsync(string[] variables, string folder, params string[] arguments) =>
        StartAsync(With(new ProcessStartInfo(Executable, arguments), variables), folder, "");

    /// <summary>Runs the program on a terminal, with what a person types.</summary>
    public Task<ProgramOutput> RunOnTerminalAsync(string typed, string[] variables, string folder, params string[] arguments)
    {
        var command = string.Join(' ', arguments.Prepend(Executable).Select(static word => $"'{word}'"));
        var start = new ProcessStartInfo("script", ["--quiet", "--return", "--command", command, "/dev/null"]);
        return StartAsync(With(start, variables), folder, typed);
    }

    /// <summary>Runs the program on a terminal that is so many columns wide; only its standard output is returned.</summary>
    public Task<ProgramOutput> RunAtWidthAsync(int columns, string folder, params string[] arguments) =>
        RunAtWidthWithAsync(columns, [], folder, arguments);

    /// <summary>The same with further variables.</summary>
    public Task<ProgramOutput> RunAtWidthWithAsync(int columns, string[] variables, string folder, params string[] arguments)
    {
        var command = $"stty cols {columns}; {string.Join(' ', arguments.Prepend(Executable).Select(static word => $"'{word}'"))} 2>/dev/null";
        return StartAsync(With(new ProcessStartInfo("script", ["--quiet", "--return", "--command", command, "/dev/null"]), [.. variables, "NO_COLOR=1"]), folder, "");
    }

    private static ProcessStartInfo With(ProcessStartInfo start, string[] variables)
    {
        foreach (var name in start.Environment.Keys.Where(static n => n.StartsWith("PG", StringComparison.Ordinal) || n == "NO_COLOR").ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var variable in variables)
        {
            var equals = variable.IndexOf('=', StringComparison.Ordinal);
            start.Environment[variable[..equals]] = variable[(equals + 1)..];
        }

        return start;
    }

    private async Task<ProgramOutput> StartAsync(ProcessStartInfo start, string folder, string typed)
    {
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["TERM"] = "xterm";
        start.Environment["PLUMB_CACHE"] = cache;
        start.Environment["DOTNET_ROOT"] = DotnetRoot;
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        try
        {
            await process.StandardInput.WriteAsync(typed.AsMemory(), limit.Token);
            await process.StandardInput.FlushAsync(limit.Token);
            if (typed.Length == 0)
            {
                process.StandardInput.Close();
            }

            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ProgramOutput(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
