using Npgsql;
using Plumb.PostgresTests;
using Plumb.Shadow;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Plumb.PostgresTests;

/// <summary>
/// One server for the whole assembly, one database for each test. PLUMB_TEST_SERVER names a running server (a connection string
/// of a superuser); without it a throwaway server is started, of the version in PLUMB_TEST_VERSION.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private EmbeddedServer? server;
    private string? connectionString;
    private int databases;

    /// <summary>A connection string of a superuser to the database <c>postgres</c>.</summary>
    public string ConnectionString => connectionString ?? throw new InvalidOperationException("The server is not started.");

    public async ValueTask InitializeAsync()
    {
        AppContext.SetSwitch("Npgsql.EnableSqlRewriting", false);
        connectionString = Environment.GetEnvironmentVariable("PLUMB_TEST_SERVER");
        if (connectionString is null)
        {
            var version = Environment.GetEnvironmentVariable("PLUMB_TEST_VERSION");
            server = await EmbeddedServer.StartThrowawayAsync(
                new EmbeddedServerOptions { MajorVersion = version is null ? null : int.Parse(version, null) }, CancellationToken.None);
            connectionString = server.SuperuserConnectionString;
        }
    }

    /// <summary>Creates an empty database and returns a connection string of a superuser to it.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"t{Environment.ProcessId}_{Interlocked.Increment(ref databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE template0", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name, Pooling = false }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }
}
