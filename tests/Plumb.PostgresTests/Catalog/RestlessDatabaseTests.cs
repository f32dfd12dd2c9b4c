using Npgsql;
using Plumb.Catalog;
using Plumb.Findings;

namespace Plumb.PostgresTests.Catalog;

/// <summary>Databases that do not stand still while a snapshot is taken: it is whole or there is none.</summary>
public sealed class RestlessDatabaseTests(PostgresServer server)
{
    [Fact]
    public async Task A_database_that_is_dropped_gives_no_snapshot()
    {
        await using var database = await CatalogDatabase.CreateAsync(server);
        await using var other = await database.ConnectAsync();
        await database.RunAsync("CREATE TABLE t (n int CONSTRAINT k CHECK (n > 0))");
        await RunAsync(other, "BEGIN");
        await RunAsync(other, "LOCK TABLE t");
        await using var victim = await database.ConnectAsync();
        var taking = SnapshotReader.ReadAsync(victim, "test", new SnapshotOptions(), TestContext.Current.CancellationToken);
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database;
        await using (var connection = new NpgsqlConnection(server.ConnectionString))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await WaitAsync(connection, $"SELECT EXISTS (SELECT FROM pg_locks WHERE pid = {victim.ProcessID} AND NOT granted)");
            await RunAsync(connection, $"DROP DATABASE {name} WITH (FORCE)");
            await RunAsync(connection, $"CREATE DATABASE {name}");
        }

        var gone = await Assert.ThrowsAsync<DatabaseException>(() => taking);
        Assert.Equal(FindingCodes.SnapshotInterrupted, gone.Findings[0].Code);
        Assert.Contains("no snapshot was taken", gone.Findings[0].Meaning, StringComparison.Ordinal);
        await database.Connection.CloseAsync();
    }

    [Fact]
    public async Task A_schema_that_changes_all_the_time_gives_no_snapshot()
    {
        await using var database = await CatalogDatabase.CreateAsync(server);
        await using var other = await database.ConnectAsync();
        await database.RunAsync(
            """
            CREATE TABLE stop ();
            CREATE TABLE c (n int);
            CREATE PROCEDURE churn() LANGUAGE plpgsql AS $$
              BEGIN
                FOR i IN 1 .. 2000000000 LOOP
                  EXIT WHEN to_regclass('public.stop') IS NULL;
                  EXECUTE format('ALTER TABLE c ALTER n SET STATISTICS %s', i % 100);
                  COMMIT;
                END LOOP;
              END
            $$;
            """);
        var churning = RunAsync(other, "CALL churn()");
        DatabaseException? refused = null;
        for (var i = 0; i < 20 && refused is null; i++)
        {
            refused = await Record.ExceptionAsync(() => database.TakeAsync()) as DatabaseException;
        }

        await database.RunAsync("DROP TABLE stop");
        await churning;
        Assert.Equal(FindingCodes.CatalogKeepsChanging, refused?.Findings[0].Code);
        Assert.Contains((await database.TakeAsync()).Facts, static f => f.Id.Name == "c");
    }

    private static async Task WaitAsync(NpgsqlConnection connection, string condition)
    {
        for (var i = 0; i < 1200; i++)
        {
            await using var look = new NpgsqlCommand(condition, connection);
            if (await look.ExecuteScalarAsync(TestContext.Current.CancellationToken) is true)
            {
                return;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"It never came true: {condition}");
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
