using System.Diagnostics;
using Plumb.Cli.Tests;
using Plumb.Shadow;

[assembly: AssemblyFixture(typeof(PlumbProgram))]

namespace Plumb.Cli.Tests;

/// <summary>
/// The program, started as a process, with a cache of its own for embedded servers and no variable of the machine that could lead it to
/// a database. A throwaway server stands for the databases that are not embedded.
/// One of its own, not initialized, is for a test that looks for the servers that it starts.
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

    /// <summary>Runs the program, and sends it Ctrl-C once a server is at work, in a cache that no other test uses; says where that server was.</summary>
    public async Task<(ProgramOutput Output, (string Folder, int ProcessId) Shadow)> InterruptAsync(string folder, params string[] arguments)
    {
        var running = StartAsync(With(new ProcessStartInfo(Executable, arguments), []), folder, "");
        string? shadow = null;
        while (shadow is null)
        {
            Assert.False(running.IsCompleted);
            await Task.Delay(20, TestContext.Current.CancellationToken);
            shadow = Servers().FirstOrDefault(IsAtWork);
        }

        var server = int.Parse(File.ReadLines(shadow).First(), System.Globalization.CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", ["-INT", OwnerOf(arguments)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (await running, (Path.GetDirectoryName(shadow)!, server));
    }

    /// <summary>Starts the program and leaves it running.</summary>
    public Process Start(string folder, params string[] arguments) => Start(With(new ProcessStartInfo(Executable, arguments), []), folder);

    /// <summary>The folders of the servers that run, or that nobody has cleared away.</summary>
    public IReadOnlyList<string> RunFolders() =>
        [.. Directory.EnumerateDirectories(cache, "run-*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }).SelectMany(Directory.EnumerateDirectories)];

    private IEnumerable<string> Servers() => !Directory.Exists(cache) ? [] : Directory.EnumerateFiles(cache, "postmaster.pid", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true });

    private static bool IsAtWork(string postmaster) => File.ReadLines(postmaster).LastOrDefault()?.Trim() == "ready";

    private static string OwnerOf(string[] arguments) => Directory.EnumerateDirectories("/proc")
        .Where(static d => int.TryParse(Path.GetFileName(d), out _))
        .First(d => File.Exists($"{d}/cmdline") && Read($"{d}/cmdline") == string.Concat(arguments.Prepend(Executable).Select(static a => $"{a}\0")))[6..];

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
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

    private Process Start(ProcessStartInfo start, string folder)
    {
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["TERM"] = "xterm";
        start.Environment["PLUMB_CACHE"] = cache;
        start.Environment["DOTNET_ROOT"] = DotnetRoot;
        return Process.Start(start)!;
    }

    private async Task<ProgramOutput> StartAsync(ProcessStartInfo start, string folder, string typed)
    {
        using var process = Start(start, folder);
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
