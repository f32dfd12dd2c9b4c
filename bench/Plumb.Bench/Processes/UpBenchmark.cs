using System.Globalization;

namespace Plumb.Bench.Processes;

/// <summary><c>plumb up</c> against psql and dbmate, as whole processes on one server.</summary>
internal sealed class UpBenchmark : IBenchmark
{
    private static readonly (int Count, int Rounds, Target[] Targets)[] Sizes =
    [
        (12, 9, [new(2.2, "psql")]),
        (100, 7, [new(1.0, "dbmate")]),
        (1000, 5, [new(1.0, "psql"), new(1.0, "dbmate")]),
    ];

    public string Name => "up";

    public string Summary => "plumb up of 12, 100 and 1,000 migrations against psql and dbmate; arguments: the counts";

    public async Task RunAsync(TextWriter output, IReadOnlyList<string> arguments)
    {
        var counts = arguments.Select(static a => int.Parse(a, CultureInfo.InvariantCulture)).ToList();
        var plumb = await Programs.BuildPlumbAsync();
        var folder = Directory.CreateTempSubdirectory("plumb-bench-").FullName;
        try
        {
            await using var server = await BenchServer.StartAsync();
            await output.WriteLineAsync($"PostgreSQL {await server.VersionAsync()} on a unix socket, a fresh database for each run");
            await output.WriteLineAsync("psql: psql -X -q -v ON_ERROR_STOP=1 -f FILE, one session, each migration in its own BEGIN and COMMIT that waits for the disk, no ledger");
            await output.WriteLineAsync("dbmate: dbmate --no-dump-schema up; a transaction for each migration, each commit waits for the disk, versions recorded");
            await output.WriteLineAsync("plumb: plumb up; a transaction for each migration, Plumb's ledger and the Supabase CLI's recorded in it; the last commit waits for the disk, and so for all before it");
            foreach (var isDurable in (bool[])[true, false])
            {
                await server.SetDurabilityAsync(isDurable);
                foreach (var size in Sizes.Where(s => counts.Count == 0 || counts.Contains(s.Count)))
                {
                    await RaceAsync(output, server, SampleProject.Create(folder, size.Count), plumb, size.Rounds, size.Targets, isDurable);
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RaceAsync(
        TextWriter output, BenchServer server, SampleProject project, string plumb, int rounds, Target[] targets, bool isDurable)
    {
        var race = new Race(
            string.Create(CultureInfo.InvariantCulture, $"{project.Count:#,0} migrations, {(isDurable ? "durable commits (PostgreSQL's defaults)" : "fsync off (embedded server)")}"),
            rounds)
        {
            Prepare = server.ResetDatabaseAsync,
            ServerTime = server.ProcessorTimeAsync,
            Check = async () =>
            {
                if (await server.CountTablesAsync() is var count && count != project.Count)
                {
                    throw new InvalidOperationException($"{count} of {project.Count} tables are there.");
                }
            },
        };
        var contenders = new List<Contender>();
        if (Programs.FindPsql(server.BinFolder) is { } psql)
        {
            contenders.Add(new Contender("psql", psql, "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", project.PsqlScript) { Variables = server.Variables });
        }

        if (Programs.FindDbmate() is { } dbmate)
        {
            contenders.Add(new Contender("dbmate", dbmate, "--url", server.DbmateUrl, "--migrations-dir", project.DbmateFolder, "--no-dump-schema", "up"));
        }

        var possible = targets.Where(t => contenders.Any(c => c.Name == t.Of)).ToArray();
        contenders.Add(new Contender("plumb", plumb, "up", "--project", project.Folder, "--env", server.Url) { Targets = possible });
        await race.RunAsync(output, contenders);
        await server.DropUsedAsync();
    }
}
