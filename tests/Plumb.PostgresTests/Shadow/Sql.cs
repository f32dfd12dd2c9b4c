using Npgsql;

namespace Plumb.PostgresTests.Shadow;

/// <summary>Short ways to ask a server something.</summary>
internal static class Sql
{
    public static async Task<NpgsqlConnection> OpenAsync(string connectionString, string? database = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        settings.Database = database ?? settings.Database;
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    public static async Task RunAsync(NpgsqlConnection connection, params string[] statements)
    {
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    public static async Task<T> ValueAsync<T>(NpgsqlConnection connection, string query)
    {
        await using var command = new NpgsqlCommand(query, connection);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public static async Task<T> ValueAsync<T>(string connectionString, string query)
    {
        await using var connection = await OpenAsync(connectionString);
        return await ValueAsync<T>(connection, query);
    }

    public static async Task<PostgresException> RefusedAsync(NpgsqlConnection connection, string statement) =>
        await Assert.ThrowsAsync<PostgresException>(() => RunAsync(connection, statement));
}
