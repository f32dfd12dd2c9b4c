using Npgsql;
using Plumb.Shadow;

namespace Plumb.Bench.Processes;

/// <summary>The one server of a run, with a fresh database for every measurement.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private const string Database = "bench";

    private readonly EmbeddedServer server;
    private readonly NpgsqlConnectionStringBuilder connection;

    private BenchServer(EmbeddedServer server)
    {
        this.server = server;
        connection = new NpgsqlConnectionStringBuilder(server.SuperuserConnectionString) { Pooling = false };
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

    public static async Task<BenchServer> StartAsync() =>
        new(await EmbeddedServer.StartThrowawayAsync(new EmbeddedServerOptions(), CancellationToken.None));

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

    /// <summary>Replaces the database by an empty one and lets the server come to rest.</summary>
    public async Task ResetDatabaseAsync()
    {
        await ExecuteAsync("postgres", $"DROP DATABASE IF EXISTS {Database} WITH (FORCE)");
        await ExecuteAsync("postgres", $"CREATE DATABASE {Database}");
        await ExecuteAsync("postgres", "CHECKPOINT");
    }

    /// <summary>How many of the sample tables are there.</summary>
    public async Task<long> CountTablesAsync()
    {
        await using var open = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection.ConnectionString) { Database = Database }.ConnectionString);
        await open.OpenAsync();
        await using var count = new NpgsqlCommand("SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relname LIKE 'item\\_%'", open);
        return (long)(await count.ExecuteScalarAsync())!;
    }

    /// <summary>The server's version.</summary>
    public async Task<string> VersionAsync()
    {
        await using var open = new NpgsqlConnection(connection.ConnectionString);
        await open.OpenAsync();
        return open.PostgreSqlVersion.ToString();
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task ExecuteAsync(string database, string sql)
    {
        await using var open = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection.ConnectionString) { Database = database }.ConnectionString);
        await open.OpenAsync();
        await using var command = new NpgsqlCommand(sql, open);
        await command.ExecuteNonQueryAsync();
    }
}
