using Plumb.Shadow;

namespace Plumb.Bench.Processes;

/// <summary>What a person waits for: the start of the program, the status of a long chain, an example on the embedded server.</summary>
internal sealed class StartBenchmark : IBenchmark
{
    private const int Rounds = 9;

    public string Name => "start";

    public string Summary => "plumb --version, status with 1,000 applied, up of the examples on the embedded server";

    public async Task RunAsync(TextWriter output, IReadOnlyList<string> arguments)
    {
        var plumb = await Programs.BuildPlumbAsync();
        var folder = Directory.CreateTempSubdirectory("plumb-bench-").FullName;
        try
        {
            await new Race("Start", Rounds).RunAsync(
                output,
                [
                    new Contender("plumb --version", plumb, "--version") { Targets = [new(0.07)] },
                    new Contender("./plumb --version (the launcher)", Programs.Launcher, "--version"),
                    new Contender("plumb up --help", plumb, "up", "--help"),
                ]);
            await StatusAsync(output, plumb, SampleProject.Create(folder, 1000));
            foreach (var example in (string[])["video-sessions", "watch-parties"])
            {
                await ExampleAsync(output, plumb, example, Path.Combine(folder, example));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task StatusAsync(TextWriter output, string plumb, SampleProject project)
    {
        await using var server = await BenchServer.StartAsync();
        await server.ResetDatabaseAsync();
        await new Contender("plumb up", plumb, "up", "--project", project.Folder, "--env", server.Url).RunAsync();
        await new Race("1,000 migrations applied", Rounds).RunAsync(
            output,
            [
                new Contender("plumb status", plumb, "status", "--project", project.Folder, "--env", server.Url) { Targets = [new(0.2)] },
                new Contender("plumb up, nothing pending", plumb, "up", "--project", project.Folder, "--env", server.Url),
            ]);
    }

    /// <summary>
    /// From the command to the verdict, in a new copy of the example each time; the template is made by the run that does not count. The
    /// copies and their data stay until the end: right after files are removed the file system is slow to make new ones.
    /// </summary>
    private static async Task ExampleAsync(TextWriter output, string plumb, string name, string folder)
    {
        var copies = new List<string>();
        List<string> arguments = ["up", "--project", ""];
        var race = new Race($"examples/{name} on the embedded server, from the template to the verdict", Rounds)
        {
            Prepare = () =>
            {
                arguments[^1] = Path.Combine(folder, $"{copies.Count}");
                copies.Add(arguments[^1]);
                CopyFolder(Path.Combine(Programs.Root, "examples", name), arguments[^1]);
                return Task.CompletedTask;
            },
        };
        await race.RunAsync(output, [new Contender("plumb up", plumb, arguments) { Targets = [new(1.0)] }]);
        foreach (var copy in copies)
        {
            await EmbeddedServer.DeleteLocalAsync(copy, "local", CancellationToken.None);
        }
    }

    /// <summary>Copies a folder with all that is in it.</summary>
    public static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
