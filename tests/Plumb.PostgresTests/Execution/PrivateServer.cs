using Npgsql;
using Plumb.PostgresTests.Execution;
using Plumb.Shadow;

[assembly: AssemblyFixture(typeof(PrivateServer))]

namespace Plumb.PostgresTests.Execution;

/// <summary>A second server, for tests that change a server's configuration; started when the first of them wants it.</summary>
public sealed class PrivateServer : IAsyncDisposable
{
    private readonly SemaphoreSlim starting = new(1);
    private EmbeddedServer? server;

    public async Task<EmbeddedServer> GetAsync()
    {
        await starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return server ??= await EmbeddedServer.StartThrowawayAsync(new EmbeddedServerOptions(), TestContext.Current.CancellationToken);
        }
        finally
        {
            starting.Release();
        }
    }

    /// <summary>Runs each statement as the superuser.</summary>
    public async Task ExecuteAsync(params string[] statements)
    {
        await using var connection = new NpgsqlConnection((await GetAsync()).SuperuserConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        starting.Dispose();
    }
}
