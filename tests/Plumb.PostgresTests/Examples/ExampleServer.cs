using System.Diagnostics;
using Npgsql;
using Plumb.PostgresTests.Examples;
using Plumb.Shadow;

[assembly: AssemblyFixture(typeof(ExampleServer))]

namespace Plumb.PostgresTests.Examples;

/// <summary>
/// A server whose template offers what a Supabase project has. PLUMB_TEST_SUPABASE_SERVER names a running one (a connection
/// string of its superuser); without it a throwaway server is started as soon as a test asks for it.
/// </summary>
public sealed class ExampleServer : IAsyncDisposable
{
    private readonly Lazy<Task<(string Superuser, EmbeddedServer? Server)>> start = new(StartAsync);
    private int databases;

    /// <summary>Creates an empty database that belongs to <c>postgres</c>, and returns a connection string of that role.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var (superuser, _) = await start.Value;
        var name = $"example{Environment.ProcessId}_{Interlocked.Increment(ref databases)}";
        await using var connection = new NpgsqlConnection(superuser);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name} OWNER postgres", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(superuser) { Username = "postgres", Database = name, Pooling = false }.ConnectionString;
    }

    /// <summary>Copies a database with its rows, and returns a connection string of the same role to the copy.</summary>
    public async Task<string> CopyDatabaseAsync(string connectionString)
    {
        var copy = new NpgsqlConnectionStringBuilder(connectionString) { Database = $"example{Environment.ProcessId}_{Interlocked.Increment(ref databases)}" };
        await using var connection = new NpgsqlConnection(await SuperuserAsync());
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {copy.Database} TEMPLATE {new NpgsqlConnectionStringBuilder(connectionString).Database} OWNER postgres", connection);
        await create.ExecuteNonQueryAsync();
        return copy.ConnectionString;
    }

    /// <summary>A connection string of the superuser.</summary>
    public async Task<string> SuperuserAsync() => (await start.Value).Superuser;

    /// <summary>Drops a database that <see cref="CreateDatabaseAsync"/> created.</summary>
    public async Task DropDatabaseAsync(string connectionString)
    {
        var (superuser, _) = await start.Value;
        await using var connection = new NpgsqlConnection(superuser);
        await connection.OpenAsync();
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await using var drop = new NpgsqlCommand($"DROP DATABASE {name} WITH (FORCE)", connection);
        await drop.ExecuteNonQueryAsync();
    }

    /// <summary>Runs <c>psql</c> or <c>pg_dump</c> on a database and returns what it wrote.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> RunAsync(string program, string connectionString, params string[] arguments)
    {
        var (_, server) = await start.Value;
        var beside = server is null ? program : Path.Combine(server.BinFolder, program);
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        var info = new ProcessStartInfo(File.Exists(beside) ? beside : program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["PGHOST"] = target.Host;
        info.Environment["PGPORT"] = $"{target.Port}";
        info.Environment["PGUSER"] = target.Username;
        info.Environment["PGDATABASE"] = target.Database;
        info.Environment["PGPASSWORD"] = target.Password ?? "";
        using var process = Process.Start(info) ?? throw new InvalidOperationException($"{program} did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (start.IsValueCreated && (await start.Value).Server is { } server)
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<(string Superuser, EmbeddedServer? Server)> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("PLUMB_TEST_SUPABASE_SERVER") is { } running)
        {
            return (running, null);
        }

        var version = Environment.GetEnvironmentVariable("PLUMB_TEST_VERSION");
        var options = new EmbeddedServerOptions
        {
            Profile = "supabase",
            MajorVersion = version is null ? null : int.Parse(version, null),
        };
        var server = await EmbeddedServer.StartThrowawayAsync(options, CancellationToken.None);
        return (server.SuperuserConnectionString, server);
    }
}
