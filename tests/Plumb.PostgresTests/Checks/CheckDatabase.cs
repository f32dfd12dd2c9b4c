using Npgsql;
using Plumb.Checks;
using Plumb.Sql;

namespace Plumb.PostgresTests.Checks;

/// <summary>A database of a test's own, and check scripts run on it.</summary>
internal sealed class CheckDatabase : IAsyncDisposable
{
    private readonly string administrator;

    private CheckDatabase(string administrator, NpgsqlConnection connection) => (this.administrator, Connection) = (administrator, connection);

    public NpgsqlConnection Connection { get; }

    public static async Task<CheckDatabase> CreateAsync(PostgresServer server, string sql)
    {
        var builder = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync()) { IncludeErrorDetail = true };
        var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync();
        var database = new CheckDatabase(server.ConnectionString, connection);
        await database.ExecuteAsync(sql);
        return database;
    }

    public static CheckScript Read(string text)
    {
        var script = CheckScriptParser.Parse(SqlSplitter.Split(new SourceText("verify/a.sql", text)), "untitled");
        Assert.Empty(script.Findings);
        return script;
    }

    /// <summary>Runs each statement of a script, as a migration would.</summary>
    public async Task ExecuteAsync(string sql)
    {
        foreach (var statement in SqlSplitter.Split(new SourceText("setup.sql", sql)).Statements)
        {
            await using var command = new NpgsqlCommand(statement.Text, Connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    public async Task<string?> ScalarAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, Connection) { AllResultTypesAreUnknown = true };
        return await command.ExecuteScalarAsync() as string;
    }

    public Task<DecisionTable> RunAsync(string text, CheckOptions? options = null, bool insideTransaction = false) =>
        new CheckRunner(options ?? new CheckOptions { RunTests = true })
            .RunAsync(Connection, insideTransaction, Read(text).Checks, null, TestContext.Current.CancellationToken);

    public async Task<CheckResult> RunOneAsync(string text, CheckOptions? options = null) => Assert.Single((await RunAsync(text, options)).Results);

    public async ValueTask DisposeAsync()
    {
        var name = Connection.Database;
        await Connection.DisposeAsync();
        await using var connection = new NpgsqlConnection(administrator);
        await connection.OpenAsync();
        await using var drop = new NpgsqlCommand($"DROP DATABASE {name} WITH (FORCE)", connection);
        await drop.ExecuteNonQueryAsync();
    }
}
