using Npgsql;

namespace Plumb.PostgresTests.Examples;

/// <summary>People who each have a connection and act at the same moment.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly IReadOnlyList<NpgsqlConnection> connections;

    private Crowd(IReadOnlyList<NpgsqlConnection> connections) => this.connections = connections;

    /// <summary>Signs each of them in.</summary>
    public static async Task<Crowd> SignInAsync(ExampleDatabase database, IEnumerable<Guid> users) =>
        new(await Task.WhenAll(users.Select(database.OpenAsync)));

    /// <summary>Lets everyone start at once and waits for all of them.</summary>
    /// <param name="act">What each does, with the number of the person.</param>
    public async Task<IReadOnlyList<T>> AtOnceAsync<T>(Func<NpgsqlConnection, int, Task<T>> act)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var acts = connections.Select(async (connection, number) =>
        {
            await signal.Task;
            return await act(connection, number);
        }).ToList();
        signal.SetResult();
        return await Task.WhenAll(acts);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }
    }
}
