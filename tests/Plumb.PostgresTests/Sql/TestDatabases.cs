using Npgsql;

namespace Plumb.PostgresTests.Sql;

internal static class TestDatabases
{
    /// <summary>Drops a database that <see cref="PostgresServer.CreateDatabaseAsync"/> made.</summary>
    public static async Task DropDatabaseAsync(this PostgresServer server, string database)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var drop = new NpgsqlCommand($"DROP DATABASE {new NpgsqlConnectionStringBuilder(database).Database} WITH (FORCE)", connection);
        await drop.ExecuteNonQueryAsync();
    }
}
