using Npgsql;
using Plumb.Shadow;

namespace Plumb.PostgresTests.Shadow;

/// <summary>One throwaway server with the supabase profile for all tests about it, and a database for each.</summary>
public sealed class SupabaseServer : IAsyncLifetime
{
    private EmbeddedServer? server;
    private int databases;

    internal EmbeddedServer Server => server ?? throw new InvalidOperationException("The server is not started.");

    public async ValueTask InitializeAsync() =>
        server = await EmbeddedServer.StartThrowawayAsync(new EmbeddedServerOptions { Profile = "supabase" }, CancellationToken.None);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>Opens a connection as the chain's role to a new database.</summary>
    internal async Task<NpgsqlConnection> OpenNewDatabaseAsync()
    {
        var name = $"t{Interlocked.Increment(ref databases)}";
        await using var connection = await Sql.OpenAsync(Server.ConnectionString);
        await Sql.RunAsync(connection, $"CREATE DATABASE {name}");
        return await Sql.OpenAsync(Server.ConnectionString, name);
    }
}
