namespace Plumb.PostgresTests.Examples;

/// <summary>Every CHECK of Chronos at its edge and beyond.</summary>
public sealed class ChronosConstraintTests(ExampleServer server)
{
    private const string Checks =
        "SELECT conname, conrelid::regclass FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace ORDER BY 1";

    [Fact]
    [Trait("Row", "CH-12")]
    public async Task Every_check_allows_what_is_at_its_edge_and_refuses_what_is_beyond()
    {
        await using var database = await PrepareAsync();
        var tables = (await database.QueryAsync(Checks)).Select(static line => line.Split('|')).ToDictionary(static parts => parts[0], static parts => parts[1], StringComparer.Ordinal);
        Assert.Equal(tables.Keys.Order(StringComparer.Ordinal), ChronosEdges.All.Keys.Order(StringComparer.Ordinal));

        await using var connection = await database.OpenAsync();
        var wrong = new List<string>();
        foreach (var (check, (allowed, refused)) in ChronosEdges.All)
        {
            foreach (var assignment in allowed.Concat(refused))
            {
                var refusal = await ChronosDatabase.RefusalAsync(connection, $"UPDATE {tables[check]} SET {assignment} WHERE id = (SELECT min(id::text)::uuid FROM {tables[check]})");
                var expected = refused.Contains(assignment, StringComparer.Ordinal) ? $"23514 {check}" : "";
                if (refusal != expected)
                {
                    wrong.Add($"{check}: {assignment}: '{refusal}' instead of '{expected}'");
                }
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>The academy with one row in each table that it leaves empty.</summary>
    private async Task<ExampleDatabase> PrepareAsync()
    {
        var database = await ChronosDatabase.PrepareAsync(server);
        await ChronosDatabase.OpenAcademyAsync(database);
        await database.ExecuteAsync("INSERT INTO public.report_schedules (creator_id, name, frequency, recipients) SELECT id, 'Daily', 'daily', '{a}' FROM public.creators");
        await database.ExecuteAsync("INSERT INTO public.module_lessons (module_id, video_id, lesson_order, title) VALUES ('4a000000-0000-4000-8000-000000000001', '1a000000-0000-4000-8000-000000000001', 1, 'Light')");
        await database.ExecuteAsync("SELECT public.track_video_event('video_started', id, creator_id) FROM public.videos");
        await database.ExecuteAsync("INSERT INTO public.video_watch_sessions (video_id, student_id) VALUES ('1a000000-0000-4000-8000-000000000001', '5c000000-0000-4000-8000-000000000003')");
        return database;
    }
}
