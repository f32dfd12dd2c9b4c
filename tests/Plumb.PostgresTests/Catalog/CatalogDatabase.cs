using Npgsql;
using Plumb.Catalog;
using Plumb.PostgresTests.Diffing;
using Plumb.Sql;

namespace Plumb.PostgresTests.Catalog;

/// <summary>A database for one script, which is gone afterwards.</summary>
internal sealed class CatalogDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim RolesTurn = new(1, 1);
    private static readonly string[] Roles = ["catalog_reader", "catalog_writer"];
    private static bool hasRoles;

    private CatalogDatabase(NpgsqlConnection connection, string connectionString)
    {
        Connection = connection;
        ConnectionString = connectionString;
    }

    public NpgsqlConnection Connection { get; }

    public string ConnectionString { get; }

    public static async Task<CatalogDatabase> CreateAsync(PostgresServer server)
    {
        var connectionString = await server.CreateDatabaseAsync();
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var database = new CatalogDatabase(connection, connectionString);
        await RolesTurn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await database.CreateRolesAsync();
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
        finally
        {
            RolesTurn.Release();
        }

        return database;
    }

    /// <summary>Opens another connection to the same database.</summary>
    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    /// <summary>Runs a script; with <paramref name="junk"/>, objects come and go before each CREATE, so that OIDs are others.</summary>
    public async Task RunAsync(string script, bool junk = false)
    {
        foreach (var statement in SqlSplitter.Split(new SourceText("script.sql", script)).Statements)
        {
            if (junk && statement.Text.StartsWith("CREATE", StringComparison.Ordinal))
            {
                await ExecuteAsync("CREATE TABLE junk (id serial PRIMARY KEY, t text UNIQUE); CREATE VIEW junk_view AS SELECT id FROM junk; DROP TABLE junk CASCADE; CREATE TYPE junk AS ENUM ('j'); DROP TYPE junk");
            }

            await ExecuteAsync(statement.Text);
        }
    }

    public Task<Snapshot> TakeAsync(SnapshotOptions? options = null) =>
        SnapshotReader.ReadAsync(Connection, "test", options ?? new SnapshotOptions(), TestContext.Current.CancellationToken);

    /// <summary>What <c>pg_dump --schema-only</c> says; null when none on this machine knows the server's version.</summary>
    public Task<string?> DumpAsync() => PgDumpProgram.RunAsync(ConnectionString, Connection.PostgreSqlVersion.Major);

    public async ValueTask DisposeAsync()
    {
        if (Connection.State == System.Data.ConnectionState.Open)
        {
            await ExecuteAsync("RESET ROLE");
            await ExecuteAsync("DROP SUBSCRIPTION IF EXISTS catalog_s");
        }

        await Connection.DisposeAsync();
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString) { Database = "postgres", Pooling = true };
        await using var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync(CancellationToken.None);
        await using var drop = new NpgsqlCommand($"DROP DATABASE {new NpgsqlConnectionStringBuilder(ConnectionString).Database} WITH (FORCE)", connection);
        await drop.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task CreateRolesAsync()
    {
        foreach (var role in hasRoles ? [] : Roles)
        {
            try
            {
                await ExecuteAsync($"CREATE ROLE {role}");
            }
            catch (PostgresException exists) when (exists.SqlState == PostgresErrorCodes.DuplicateObject)
            {
                // From an earlier run on the same server.
            }
        }

        hasRoles = true;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var batch = new NpgsqlBatch(Connection);
        foreach (var statement in SqlSplitter.Split(new SourceText("script.sql", sql)).Statements)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement.Text));
        }

        await batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
