using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Plumb.Catalog;
using Plumb.Diffing;
using Plumb.Environments;
using Plumb.Shadow;

namespace Plumb.Bench.Catalog;

/// <summary>
/// How long a snapshot takes against <c>pg_dump --schema-only</c> of the same database, on a server of its own, and the memory it keeps;
/// and how long it takes to tell two of them apart that differ in every hundredth fact.
/// </summary>
internal sealed class SnapshotBenchmark : IBenchmark
{
    private const int Rounds = 3;
    private const int FewRoundsFrom = 50_000;

    // pg_dump locks every table.
    private const string Locks = "ALTER SYSTEM SET max_locks_per_transaction = 1024";

    public string Name => "snapshot";

    public string Summary => "snapshots against pg_dump --schema-only: seconds, ratio, bytes per fact, seconds of a diff; arguments: numbers of tables";

    public async Task RunAsync(TextWriter output, IReadOnlyList<string> arguments)
    {
        var sizes = arguments.Count == 0 ? [1_000, 10_000, 50_000] : arguments.Select(static a => int.Parse(a, CultureInfo.InvariantCulture));
        var folder = Directory.CreateTempSubdirectory("plumb").FullName;
        try
        {
            var options = new EmbeddedServerOptions();
            await using (var first = await EmbeddedServer.StartLocalAsync(folder, Name, options, CancellationToken.None))
            {
                await ExecuteAsync(first.SuperuserConnectionString, Locks);
            }

            await using var server = await EmbeddedServer.StartLocalAsync(folder, Name, options, CancellationToken.None);
            await MeasureAsync(output, server, sizes);
        }
        finally
        {
            await EmbeddedServer.DeleteLocalAsync(folder, Name, CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(TextWriter output, EmbeddedServer server, IEnumerable<int> sizes)
    {
        await output.WriteLineAsync("  tables      facts   pg_dump s   snapshot s   (CPU s)   ratio   fingerprint s   file s   bytes/fact   diff s   (CPU s)   deltas");
        foreach (var size in sizes)
        {
            var database = await SampleSchema.CreateAsync(server.SuperuserConnectionString, size);
            await output.WriteLineAsync(await MeasureAsync(server.BinFolder, database, size));
        }
    }

    // Each in turn, so that both meet the machine in the same state; the best of each counts. What takes minutes is done once.
    private static async Task<string> MeasureAsync(string binFolder, string database, int tables)
    {
        var target = ConnectionTarget.FromConnectionString("bench", database);
        var (dump, take, fingerprint, file) = (TimeSpan.MaxValue, TimeSpan.MaxValue, TimeSpan.MaxValue, TimeSpan.MaxValue);
        var (takeCpu, diff, diffCpu) = (TimeSpan.MaxValue, TimeSpan.MaxValue, TimeSpan.MaxValue);
        var (facts, bytes, deltas) = (0, 0L, 0);
        for (var round = 0; round < (tables < FewRoundsFrom ? Rounds : 1); round++)
        {
            dump = Least(dump, await TimeAsync(() => DumpAsync(binFolder, database)));
            var before = GC.GetTotalMemory(forceFullCollection: true);
            Snapshot? snapshot = null;
            var cpu = Environment.CpuUsage.TotalTime;
            take = Least(take, await TimeAsync(async () => snapshot = await SnapshotReader.ReadAsync(target, new SnapshotOptions(), CancellationToken.None)));
            takeCpu = Least(takeCpu, Environment.CpuUsage.TotalTime - cpu);
            bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
            facts = snapshot!.Facts.Count;
            fingerprint = Least(fingerprint, await TimeAsync(() => Task.FromResult(snapshot.Fingerprint)));
            file = Least(file, await TimeAsync(() => Task.Run(() => SnapshotFile.Write(snapshot, Stream.Null))));
            var other = Changed(snapshot);
            cpu = Environment.CpuUsage.TotalTime;
            diff = Least(diff, await TimeAsync(() => Task.FromResult(deltas = SnapshotDifference.Between(snapshot, other).Deltas.Count)));
            diffCpu = Least(diffCpu, Environment.CpuUsage.TotalTime - cpu);
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{tables,8:N0} {facts,10:N0} {dump.TotalSeconds,11:F2} {take.TotalSeconds,12:F2} {takeCpu.TotalSeconds,9:F2} {take / dump,7:F2} {fingerprint.TotalSeconds,15:F2} {file.TotalSeconds,8:F2} {(double)bytes / facts,12:F0} {diff.TotalSeconds,8:F3} {diffCpu.TotalSeconds,9:F3} {deltas,8:N0}");
    }

    // As another database has it: read from a file, so that the two share no object, and every hundredth fact says something else.
    private static Snapshot Changed(Snapshot snapshot)
    {
        using var file = new MemoryStream();
        SnapshotFile.Write(snapshot, file);
        var read = SnapshotFile.Read(file.ToArray(), "bench");
        return new Snapshot(read.ServerVersion, read.Options, read.Facts.Select(static (f, i) => i % 100 == 0 ? new Fact(f.Id, new Payload([.. f.Payload, new FactProperty("changed", new FactValue(true))]), f.Dependencies) : f), read.Gaps);
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start);
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static async Task DumpAsync(string binFolder, string database)
    {
        var server = new NpgsqlConnectionStringBuilder(database);
        var program = Path.Combine(binFolder, "pg_dump");
        var start = new ProcessStartInfo(File.Exists(program) ? program : "pg_dump")
        {
            ArgumentList = { "--schema-only", "-h", server.Host!, "-p", server.Port.ToString(CultureInfo.InvariantCulture), "-U", server.Username!, "-f", "/dev/null", server.Database! },
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"pg_dump returned {process.ExitCode}.");
        }
    }
}
