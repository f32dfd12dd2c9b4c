using System.Diagnostics;
using System.Runtime.Versioning;

namespace Plumb.PostgresTests.Shadow;

/// <summary>Another process that holds an embedded server: this test program once more, with <see cref="HeldServerProbe"/> alone.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ProbeProcess : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Process process;

    private ProbeProcess(string? project, IReadOnlyDictionary<string, string> variables, string? account)
    {
        string[] arguments =
            ["exec", typeof(ProbeProcess).Assembly.Location, "-class", typeof(HeldServerProbe).FullName!, "-explicit", "only", "-noColor"];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        start.Environment["PLUMB_TEST_SERVER"] = "Host=unused";
        start.Environment[HeldServerProbe.FolderVariable] = folder.Path;
        start.Environment[HeldServerProbe.ProjectVariable] = project;
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        if (account is not null)
        {
            start.UserName = account;
            folder.OpenToEverybody();
        }

        process = Process.Start(start)!;
    }

    /// <summary>The connection string of its server.</summary>
    public string ConnectionString { get; private set; } = "";

    public static async Task<ProbeProcess> StartAsync(
        string? project = null, IReadOnlyDictionary<string, string>? variables = null, string? account = null)
    {
        var probe = new ProbeProcess(project, variables ?? new Dictionary<string, string>(StringComparer.Ordinal), account);
        var started = Path.Combine(probe.folder.Path, "started");
        while (!File.Exists(started))
        {
            if (probe.process.HasExited)
            {
                Assert.Fail(await probe.process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        probe.ConnectionString = await File.ReadAllTextAsync(started, TestContext.Current.CancellationToken);
        return probe;
    }

    /// <summary>As <c>kill -9</c> does it.</summary>
    public void Kill() => process.Kill();

    /// <summary>Lets it give its server back and waits for its end.</summary>
    public async Task StopAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "stop"), "", TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
        folder.Dispose();
    }
}
