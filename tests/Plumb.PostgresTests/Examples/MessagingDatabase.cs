using Npgsql;
using Plumb.Execution;

namespace Plumb.PostgresTests.Examples;

/// <summary>The messaging example: each environment begins from a script of its own and takes the steps that it lacks.</summary>
internal static class MessagingDatabase
{
    public const string SchemaAlignment = "001_schema_alignment";
    public const string FunctionUpdates = "002_function_updates_staging";
    public const string IndexAlignment = "003_index_alignment";
    public const string Validation = "004_validation";

    /// <summary>The steps of each environment, in their order.</summary>
    public static IReadOnlyDictionary<string, string[]> Steps { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["production"] = [SchemaAlignment, Validation],
        ["staging"] = [FunctionUpdates, IndexAlignment, Validation],
        ["local"] = [SchemaAlignment, FunctionUpdates, IndexAlignment, Validation],
    };

    /// <summary>An environment as it is found.</summary>
    public static async Task<ExampleDatabase> BeginAsync(ExampleServer server, string environment)
    {
        var database = await ExampleDatabase.PrepareAsync(server, "connect-messaging");
        await database.UpAsync(environment, $"000_{environment}");
        return database;
    }

    /// <summary>An environment that is aligned.</summary>
    public static async Task<ExampleDatabase> AlignAsync(ExampleServer server, string environment)
    {
        var database = await BeginAsync(server, environment);
        await database.UpAsync(environment);
        return database;
    }

    /// <summary>Creates a group chat of new people.</summary>
    public static async Task<(Guid Chat, IReadOnlyList<Guid> People)> GatherAsync(ExampleDatabase database, int count)
    {
        List<Guid> people = [.. Enumerable.Range(0, count).Select(static _ => Guid.NewGuid())];
        var ids = string.Join(',', people);
        await database.ExecuteAsync($"INSERT INTO auth.users (id, email) SELECT id::uuid, id || '@crowd.test' FROM unnest('{{{ids}}}'::text[]) AS id");
        await using var first = await database.OpenAsync(people[0]);
        await using var start = new NpgsqlCommand($"SELECT public.start_conversation('{{{ids}}}', 'Crowd')", first);
        return ((Guid)(await start.ExecuteScalarAsync())!, people);
    }

    /// <summary>Sends a message as whoever is signed in and returns its number.</summary>
    public static async Task<long> SendAsync(NpgsqlConnection connection, Guid chat, string content)
    {
        await using var send = new NpgsqlCommand("SELECT seq FROM public.send_message($1, $2)", connection)
        {
            Parameters = { new() { Value = chat }, new() { Value = content } },
        };
        return (long)(await send.ExecuteScalarAsync())!;
    }

    /// <summary>One number that a query returns.</summary>
    public static async Task<int> CountAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt32(await command.ExecuteScalarAsync(), null);
    }

    /// <summary>The names of the migrations that ran.</summary>
    public static IEnumerable<string> Names(ExecutionResult result) => result.Results.Select(static r => r.Migration.Id);
}
