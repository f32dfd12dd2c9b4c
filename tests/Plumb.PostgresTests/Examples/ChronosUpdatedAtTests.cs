namespace Plumb.PostgresTests.Examples;

/// <summary>The time of the last change, in every table of Chronos that keeps it.</summary>
public sealed class ChronosUpdatedAtTests(ExampleServer server)
{
    private static readonly string[] Tables =
    [
        "chat_sessions", "course_modules", "courses", "creators", "module_lessons", "report_schedules", "students", "usage_metrics",
        "video_analytics", "video_watch_sessions", "videos",
    ];

    [Fact]
    [Trait("Row", "CH-12")]
    public async Task Updated_at_is_the_time_of_the_change_whatever_is_sent()
    {
        await using var database = await ChronosDatabase.FillAsync(server);
        Assert.Equal(Tables, await database.QueryAsync(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'updated_at' ORDER BY table_name COLLATE \"C\""));

        foreach (var table in Tables)
        {
            var kept = await database.QueryAsync($"UPDATE public.{table} SET updated_at = '2001-01-01' RETURNING updated_at = now() AND updated_at > created_at");
            Assert.True(kept.Count > 0, $"{table} is empty");
            Assert.All(kept, value => Assert.Equal((table, "t"), (table, value)));
        }
    }
}
