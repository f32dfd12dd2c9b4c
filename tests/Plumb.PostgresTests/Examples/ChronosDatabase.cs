using Npgsql;

namespace Plumb.PostgresTests.Examples;

/// <summary>The Chronos example.</summary>
internal static class ChronosDatabase
{
    public const string Example = "chronos";
    public const string VectorIndex = "20250101000003_create_vector_index";
    public const string YouTube = "20250111000001_add_youtube_embedding_support";
    public const string ModuleLessons = "20250112000001_create_module_lessons";
    public const string WhopVideoColumns = "20250112000002_add_whop_video_columns";

    public static readonly string[] Chain =
    [
        "20250101000001_enable_pgvector",
        "20250101000002_create_core_tables",
        VectorIndex,
        "20250101000004_row_level_security",
        "20250101000005_add_usage_tracking_functions",
        "20250110000001_add_chat_analytics_columns",
        "20250110000002_create_report_schedules",
        YouTube,
        ModuleLessons,
        WhopVideoColumns,
        "20250112000003_create_video_analytics_events",
        "20250112000004_create_video_watch_sessions",
    ];

    /// <summary>A database with the first migrations of the chain.</summary>
    /// <param name="server">The server.</param>
    /// <param name="until">The last one that runs.</param>
    public static async Task<ExampleDatabase> PrepareAsync(ExampleServer server, string? until = null)
    {
        var database = await ExampleDatabase.PrepareAsync(server, Example);
        if (Environment.GetEnvironmentVariable("CI") is null && (await database.QueryAsync("SELECT FROM pg_available_extensions WHERE name = 'vector'")).Count == 0)
        {
            await database.DisposeAsync();
            Assert.Skip("The server lacks pgvector; s/setup-pgvector installs it.");
        }

        var count = until is null ? Chain.Length : Array.IndexOf(Chain, until) + 1;
        foreach (var migration in Chain[..count])
        {
            await database.RunFileAsync("migrations", migration);
        }

        return database;
    }

    /// <summary>Runs the people of the tests (<c>fixtures/academy.sql</c>) for good.</summary>
    public static async Task OpenAcademyAsync(ExampleDatabase database) => await database.RunFileAsync("fixtures", "academy");

    /// <summary>The academy with one row in each table that it leaves empty.</summary>
    public static async Task<ExampleDatabase> FillAsync(ExampleServer server)
    {
        var database = await PrepareAsync(server);
        await OpenAcademyAsync(database);
        await database.ExecuteAsync("INSERT INTO public.report_schedules (creator_id, name, frequency, recipients) SELECT id, 'Daily', 'daily', '{a}' FROM public.creators");
        await database.ExecuteAsync("INSERT INTO public.module_lessons (module_id, video_id, lesson_order, title) VALUES ('4a000000-0000-4000-8000-000000000001', '1a000000-0000-4000-8000-000000000001', 1, 'Light')");
        await database.ExecuteAsync("SELECT public.track_video_event('video_started', id, creator_id) FROM public.videos");
        await database.ExecuteAsync("INSERT INTO public.video_watch_sessions (video_id, student_id) VALUES ('1a000000-0000-4000-8000-000000000001', '5c000000-0000-4000-8000-000000000003')");
        return database;
    }

    /// <summary>What the statement is refused with: the SQLSTATE and the constraint; empty when it is not refused. It leaves nothing behind.</summary>
    public static async Task<string> RefusalAsync(NpgsqlConnection connection, string sql)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        try
        {
            await ExampleDatabase.ExecuteAsync(connection, sql);
            return "";
        }
        catch (PostgresException error)
        {
            return $"{error.SqlState} {error.ConstraintName}";
        }
    }
}
