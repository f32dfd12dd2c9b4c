using Npgsql;

namespace Plumb.PostgresTests.Examples;

/// <summary>Looks at all parties again and again while others join and leave, and keeps what breaks a rule.</summary>
internal sealed class PartyWatcher : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly NpgsqlConnection connection;
    private readonly Task watching;

    private PartyWatcher(NpgsqlConnection connection, Func<PartyState, bool> isRight)
    {
        this.connection = connection;
        watching = WatchAsync(isRight);
    }

    /// <summary>How often it has looked.</summary>
    public int Samples { get; private set; }

    /// <summary>The different participant numbers that it has seen.</summary>
    public HashSet<int> Seen { get; } = [];

    /// <summary>States that broke the rule.</summary>
    public List<PartyState> Wrong { get; } = [];

    public static async Task<PartyWatcher> StartAsync(ExampleDatabase database, Func<PartyState, bool> isRight) =>
        new(await database.OpenAsync(), isRight);

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await watching;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await connection.DisposeAsync();
        stop.Dispose();
    }

    private async Task WatchAsync(Func<PartyState, bool> isRight)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var state in await WatchPartiesDatabase.StatesAsync(connection))
            {
                Seen.Add(state.Participants);
                if (!isRight(state))
                {
                    Wrong.Add(state);
                }
            }

            Samples++;
        }
    }
}
