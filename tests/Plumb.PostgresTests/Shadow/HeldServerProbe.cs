using Plumb.Shadow;

namespace Plumb.PostgresTests.Shadow;

/// <summary>Not a test of its own: the part that runs in another process, which <see cref="ProbeProcess"/> starts and may kill.</summary>
public sealed class HeldServerProbe
{
    public const string FolderVariable = "PLUMB_PROBE";
    public const string ProjectVariable = "PLUMB_PROBE_PROJECT";

    /// <summary>Starts a server, writes its connection string to the file <c>started</c> and holds it until the file <c>stop</c> is there.</summary>
    [Fact(Explicit = true)]
    public async Task Holds_a_server()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { } folder)
        {
            return;
        }

        var project = Environment.GetEnvironmentVariable(ProjectVariable);
        var options = new EmbeddedServerOptions();
        await using var server = project is null
            ? await EmbeddedServer.StartThrowawayAsync(options, TestContext.Current.CancellationToken)
            : await EmbeddedServer.StartLocalAsync(project, "local", options, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "starting"), server.ConnectionString, TestContext.Current.CancellationToken);
        File.Move(Path.Combine(folder, "starting"), Path.Combine(folder, "started"));
        for (var i = 0; i < 3000 && !File.Exists(Path.Combine(folder, "stop")); i++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
