using Npgsql;
using Plumb.Shadow;

namespace Plumb.Bench.Processes;

/// <summary>The one server of a run, with a fresh database for every measurement.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private const string Database = "bench";

    private readonly EmbeddedServer server;
    private readonly NpgsqlConnectionStringBuilder connection;
    private int process;
    private int idleProcesses;
    private int used;

    private BenchServer(EmbeddedServer server)
    {
        this.server = server;
        connection = new NpgsqlConnectionStringBuilder(server.SuperuserConnectionString) { Pooling = false, CommandTimeout = 0 };
    }

    public string BinFolder => server.BinFolder;

    /// <summary>The database as a URL that Plumb and dbmate understand alike.</summary>
    public string Url => $"postgres://{connection.Username}@localhost:{connection.Port}/{Database}?host={Uri.EscapeDataString(connection.Host!)}";

    /// <summary>The same for dbmate, which has a word of its own for a socket's folder.</summary>
    public string DbmateUrl => $"postgres://{connection.Username}@:{connection.Port}/{Database}?socket={Uri.EscapeDataString(connection.Host!)}";

    /// <summary>The same as variables for psql.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["PGHOST"] = connection.Host!,
        ["PGPORT"] = $"{connection.Port}",
        ["PGUSER"] = connection.Username!,
        ["PGDATABASE"] = Database,
    };

    public static async Task<BenchServer> StartAsync()
    {
        var bench = new BenchServer(await EmbeddedServer.StartThrowawayAsync(new EmbeddedServerOptions(), CancellationToken.None));
        bench.process = (int)await bench.AskAsync("postgres", "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int8");
        await Task.Delay(TimeSpan.FromSeconds(1));
        bench.idleProcesses = ProcessorTime.CountChildren(bench.process);
        return bench;
    }

    /// <summary>Makes a commit as durable as PostgreSQL's defaults make it, or as cheap as on an embedded server.</summary>
    public async Task SetDurabilityAsync(bool isDurable)
    {
        var value = isDurable ? "on" : "off";
        foreach (var setting in (string[])["fsync", "synchronous_commit", "full_page_writes", "wal_init_zero", "wal_recycle"])
        {
            await ExecuteAsync("postgres", $"ALTER SYSTEM SET {setting} = {value}");
        }

        await ExecuteAsync("postgres", "SELECT pg_reload_conf()");
        await ExecuteAsync("postgres", "CHECKPOINT");
    }

    /// <summary>
    /// Puts an empty database in the place of the one before, and lets the server come to rest. The one before stays until
    /// <see cref="DropUsedAsync"/>: for seconds after thousands of files are removed the file system is slow to make new ones, and that would
    /// be measured with whoever comes next.
    /// </summary>
    public async Task ResetDatabaseAsync()
    {
        if (await AskAsync("postgres", $"SELECT count(*) FROM pg_database WHERE datname = '{Database}'") > 0)
        {
            await ExecuteAsync("postgres", $"ALTER DATABASE {Database} RENAME TO {UsedName(++used)}");
        }

        await ExecuteAsync("postgres", $"CREATE DATABASE {Database}");
        await ExecuteAsync("postgres", "CHECKPOINT");
    }

    /// <summary>Drops the databases that <see cref="ResetDatabaseAsync"/> replaced.</summary>
    public async Task DropUsedAsync()
    {
        for (; used > 0; used--)
        {
            await ExecuteAsync("postgres", $"DROP DATABASE {UsedName(used)}");
        }

        await ExecuteAsync("postgres", "CHECKPOINT");
    }

    /// <summary>The processor time that all sessions up to now have cost, once they have ended; null where it cannot be told.</summary>
    public async Task<TimeSpan?> ProcessorTimeAsync()
    {
        for (var tries = 0; tries < 100 && ProcessorTime.CountChildren(process) > idleProcesses; tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }

        return ProcessorTime.OfEndedChildren(process);
    }

    /// <summary>How many of the sample tables are there.</summary>
    public Task<long> CountTablesAsync() => AskAsync(Database, "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relname LIKE 'item\\_%'");

    /// <summary>The server's version.</summary>
    public async Task<string> VersionAsync()
    {
        await using var open = new NpgsqlConnection(connection.ConnectionString);
        await open.OpenAsync();
        return open.PostgreSqlVersion.ToString();
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static string UsedName(int number) => $"{Database}_used_{number}";

    private async Task ExecuteAsync(string database, string sql)
    {
        await using var open = await OpenAsync(database);
        await using var command = new NpgsqlCommand(sql, open);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> AskAsync(string database, string sql)
    {
        await using var open = await OpenAsync(database);
        await using var command = new NpgsqlCommand(sql, open);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<NpgsqlConnection> OpenAsync(string database)
    {
        var open = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection.ConnectionString) { Database = database }.ConnectionString);
        await open.OpenAsync();
        return open;
    }
}
