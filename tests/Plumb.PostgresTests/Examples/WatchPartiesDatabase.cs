using Npgsql;

namespace Plumb.PostgresTests.Examples;

/// <summary>The watch parties example with a habitat, its members, and parties.</summary>
internal sealed class WatchPartiesDatabase(ExampleDatabase database) : IAsyncDisposable
{
    public static readonly string[] Prerequisites =
    [
        "20250110090000_habitats",
        "20250117090000_dashboard",
        "20250124090000_media_integration",
        "20250131090000_habitat_watch_parties",
    ];

    public const string Migration = "20250207090000_stream_participants";

    public ExampleDatabase Database { get; } = database;

    public IReadOnlyList<Guid> Members { get; private init; } = [];

    public IReadOnlyList<Guid> Parties { get; private init; } = [];

    public static async Task<WatchPartiesDatabase> PrepareAsync(ExampleServer server, int members, int parties)
    {
        var database = await ExampleDatabase.PrepareAsync(server, "watch-parties", [.. Prerequisites, Migration]);
        await database.ExecuteAsync($"INSERT INTO auth.users (id, email) SELECT gen_random_uuid(), 'member' || n || '@example.com' FROM generate_series(1, {members}) n");
        await database.ExecuteAsync("INSERT INTO public.habitats (name) VALUES ('Everybody')");
        await database.ExecuteAsync("INSERT INTO public.habitat_members (habitat_id, user_id) SELECT h.id, u.id FROM public.habitats h, auth.users u");
        await database.ExecuteAsync(
            $"INSERT INTO public.habitat_watch_parties (habitat_id, title, scheduled_at) SELECT h.id, 'Party ' || n, now() FROM public.habitats h, generate_series(1, {parties}) n");
        return new WatchPartiesDatabase(database)
        {
            Members = [.. (await database.QueryAsync("SELECT id FROM auth.users ORDER BY id")).Select(Guid.Parse)],
            Parties = [.. (await database.QueryAsync("SELECT id FROM public.habitat_watch_parties ORDER BY id")).Select(Guid.Parse)],
        };
    }

    /// <summary>Joins as the user that <paramref name="connection"/> is signed in as, and returns whether that made the user host.</summary>
    public static async Task<bool> JoinAsync(NpgsqlConnection connection, Guid party)
    {
        await using var join = new NpgsqlCommand(
            "INSERT INTO public.stream_participants (stream_id, user_id) VALUES ($1, auth.uid()) RETURNING is_host", connection)
        {
            Parameters = { new() { Value = party } },
        };
        return await join.ExecuteScalarAsync() is true;
    }

    /// <summary>Leaves as the user that <paramref name="connection"/> is signed in as, and returns how many rows that removed.</summary>
    public static async Task<int> LeaveAsync(NpgsqlConnection connection, Guid party)
    {
        await using var leave = new NpgsqlCommand(
            "DELETE FROM public.stream_participants WHERE stream_id = $1 AND user_id = auth.uid()", connection)
        {
            Parameters = { new() { Value = party } },
        };
        return await leave.ExecuteNonQueryAsync();
    }

    /// <summary>Each party's stored count, rows and hosts, as one snapshot sees them.</summary>
    public static async Task<IReadOnlyList<PartyState>> StatesAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT p.id, p.participant_count, count(sp.id)::integer, (count(sp.id) FILTER (WHERE sp.is_host))::integer
            FROM public.habitat_watch_parties p LEFT JOIN public.stream_participants sp ON sp.stream_id = p.id
            GROUP BY p.id ORDER BY p.id
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        var states = new List<PartyState>();
        while (await reader.ReadAsync())
        {
            states.Add(new PartyState(reader.GetGuid(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3)));
        }

        return states;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
