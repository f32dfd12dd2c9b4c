using Npgsql;
using Plumb.Sql;

namespace Plumb.PostgresTests.Sql;

/// <summary>The kinds that run outside a transaction are those that the server refuses inside one.</summary>
public sealed class StatementKindServerTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly string[] Setup =
    [
        "CREATE TABLE t (a int PRIMARY KEY)",
        "CREATE INDEX i ON t (a)",
        "CREATE TABLE p (a int) PARTITION BY RANGE (a)",
        "CREATE TABLE c PARTITION OF p FOR VALUES FROM (0) TO (10)",
        "CREATE TYPE e AS ENUM ('a')",
    ];

    private string database = "";

    public async ValueTask InitializeAsync()
    {
        database = await server.CreateDatabaseAsync();
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        foreach (var text in Setup)
        {
            await using var command = new NpgsqlCommand(text, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync() => await server.DropDatabaseAsync(database);

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY x ON t (a)", StatementKind.CreateIndexConcurrently)]
    [InlineData("create /* c */ unique -- c\n index concurrently if not exists x on t (a)", StatementKind.CreateIndexConcurrently)]
    [InlineData("CREATE UNIQUE INDEX x ON t (a)", StatementKind.Ordinary)]
    [InlineData("DROP INDEX CONCURRENTLY i", StatementKind.DropIndexConcurrently)]
    [InlineData("DROP INDEX i", StatementKind.Ordinary)]
    [InlineData("REINDEX (VERBOSE, CONCURRENTLY) TABLE t", StatementKind.ReindexOutsideTransaction)]
    [InlineData("REINDEX (CONCURRENTLY true) TABLE t", StatementKind.ReindexOutsideTransaction)]
    [InlineData("REINDEX (CONCURRENTLY off, VERBOSE) TABLE t", StatementKind.Ordinary)]
    [InlineData("REINDEX TABLE CONCURRENTLY t", StatementKind.ReindexOutsideTransaction)]
    [InlineData("REINDEX (VERBOSE) INDEX CONCURRENTLY i", StatementKind.ReindexOutsideTransaction)]
    [InlineData("REINDEX TABLE t", StatementKind.Ordinary)]
    [InlineData("REINDEX SCHEMA public", StatementKind.ReindexOutsideTransaction)]
    [InlineData("REINDEX DATABASE postgres", StatementKind.ReindexOutsideTransaction)]
    [InlineData("REINDEX SYSTEM postgres", StatementKind.ReindexOutsideTransaction)]
    [InlineData("VACUUM t", StatementKind.Vacuum)]
    [InlineData("VACUUM (ANALYZE) t", StatementKind.Vacuum)]
    [InlineData("ANALYZE t", StatementKind.Ordinary)]
    [InlineData("ALTER TABLE p DETACH PARTITION c CONCURRENTLY", StatementKind.OtherOutsideTransaction)]
    [InlineData("ALTER TABLE p DETACH PARTITION c /* concurrently */", StatementKind.Ordinary)]
    [InlineData("ALTER TABLE p DETACH PARTITION c FINALIZE", StatementKind.Ordinary)]
    [InlineData("ALTER TABLE t ADD COLUMN concurrently int", StatementKind.Ordinary)]
    [InlineData("ALTER SYSTEM RESET work_mem", StatementKind.OtherOutsideTransaction)]
    [InlineData("CREATE DATABASE never", StatementKind.OtherOutsideTransaction)]
    [InlineData("DROP DATABASE IF EXISTS never", StatementKind.OtherOutsideTransaction)]
    [InlineData("ALTER DATABASE postgres SET TABLESPACE pg_default", StatementKind.OtherOutsideTransaction)]
    [InlineData("CREATE TABLESPACE never LOCATION '/never'", StatementKind.OtherOutsideTransaction)]
    [InlineData("DROP TABLESPACE never", StatementKind.OtherOutsideTransaction)]
    [InlineData("CLUSTER", StatementKind.OtherOutsideTransaction)]
    [InlineData("CLUSTER VERBOSE", StatementKind.OtherOutsideTransaction)]
    [InlineData("CLUSTER t USING t_pkey", StatementKind.Ordinary)]
    [InlineData("CREATE SUBSCRIPTION never CONNECTION 'dbname=never' PUBLICATION never", StatementKind.OtherOutsideTransaction)]
    [InlineData("CREATE SUBSCRIPTION never CONNECTION 'dbname=never' PUBLICATION never WITH (connect = false)", StatementKind.Ordinary)]
    [InlineData("DISCARD ALL", StatementKind.OtherOutsideTransaction)]
    [InlineData("DISCARD TEMP", StatementKind.Ordinary)]
    [InlineData("ALTER TYPE e ADD VALUE 'b'", StatementKind.Ordinary)]
    [InlineData("COMMIT PREPARED 'never'", StatementKind.TwoPhase)]
    [InlineData("ROLLBACK PREPARED 'never'", StatementKind.TwoPhase)]
    public async Task The_server_refuses_in_a_transaction_what_the_kind_says(string text, StatementKind kind)
    {
        Assert.Equal(kind, Assert.Single(SqlSplitter.Split(new SourceText("test.sql", text)).Statements).Kind);
        Assert.Equal(kind != StatementKind.Ordinary, await IsRefusedAsync(text));
    }

    private async Task<bool> IsRefusedAsync(string text)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(text, connection, transaction);
        try
        {
            await command.ExecuteNonQueryAsync();
            return false;
        }
        catch (PostgresException exception)
        {
            return exception.SqlState == PostgresErrorCodes.ActiveSqlTransaction;
        }
    }
}
