using System.Globalization;

namespace Plumb.PostgresTests.Examples;

/// <summary>The helper functions of watch sessions against a second implementation.</summary>
public sealed class ChronosWatchTests(ExampleServer server)
{
    [Fact]
    [Trait("Row", "CH-12")]
    public async Task The_three_helper_functions_agree_with_a_second_implementation()
    {
        await using var database = await ChronosDatabase.PrepareAsync(server);
        await ChronosDatabase.OpenAcademyAsync(database);
        var students = (await database.QueryAsync("SELECT id FROM public.students ORDER BY id")).Select(Guid.Parse).ToList();
        var videos = (await database.QueryAsync("SELECT id FROM public.videos ORDER BY id")).Select(Guid.Parse).ToList();
        var random = new Random(20250112);
        var sessions = Enumerable.Range(0, 400)
            .Select(_ => (Student: students[random.Next(students.Count)], Video: videos[random.Next(videos.Count - 1)], Seconds: random.Next(5000), Percent: random.Next(9100) / 100m))
            .ToList();
        var rows = sessions.Select(static s => string.Create(CultureInfo.InvariantCulture, $"('{s.Student}', '{s.Video}', {s.Seconds}, {s.Percent})"));
        await database.ExecuteAsync($"INSERT INTO public.video_watch_sessions (student_id, video_id, watch_time_seconds, percent_complete) VALUES {string.Join(',', rows)}");

        var expected =
            from student in students
            from video in videos
            let own = sessions.Where(s => s.Student == student && s.Video == video).ToList()
            let total = own.Sum(static s => s.Seconds)
            let highest = own.Select(static s => s.Percent).DefaultIfEmpty(0).Max()
            select string.Create(CultureInfo.InvariantCulture, $"{student}|{video}|{total}|{highest:0.00}|{(own.Exists(static s => s.Percent >= 90) ? 't' : 'f')}");
        var answers = await database.QueryAsync(
            """
            SELECT s.id, v.id, public.get_student_total_watch_time(s.id, v.id),
                   round(public.get_student_highest_completion(s.id, v.id), 2), public.has_student_completed_video(s.id, v.id)
            FROM public.students s CROSS JOIN public.videos v ORDER BY 1, 2
            """);

        Assert.Equal(expected, answers);
        Assert.Contains(answers, static line => line.EndsWith("|t", StringComparison.Ordinal));
        Assert.Contains(answers, static line => line.EndsWith("|0|0.00|f", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Row", "CH-12")]
    public async Task Many_who_count_at_once_lose_nothing()
    {
        await using var database = await ChronosDatabase.PrepareAsync(server);
        await ChronosDatabase.OpenAcademyAsync(database);
        const string increment = "SELECT public.increment_usage_metric('ca000000-0000-4000-8000-000000000001', 'chat_messages', 2, '2025-03-01')";

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            await using var connection = await database.OpenAsync();
            for (var i = 0; i < 10; i++)
            {
                await ExampleDatabase.ExecuteAsync(connection, increment);
            }
        }));

        Assert.Equal(["400"], await database.QueryAsync("SELECT chat_messages FROM public.usage_metrics WHERE date = '2025-03-01'"));
    }

    [Fact]
    [Trait("Row", "CH-7")]
    public async Task The_seed_loads_and_only_a_completed_session_is_completed()
    {
        await using var database = await ChronosDatabase.PrepareAsync(server);

        await database.RunFileAsync("", "seed");

        Assert.Equal(
            ["63.50|f", "84.00|f", "97.00|t"],
            await database.QueryAsync("SELECT percent_complete, completed FROM public.video_watch_sessions ORDER BY 1"));
    }
}
