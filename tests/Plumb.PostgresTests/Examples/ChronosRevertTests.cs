namespace Plumb.PostgresTests.Examples;

/// <summary>What the reverts of Chronos leave behind, judged by pg_dump.</summary>
public sealed class ChronosRevertTests(ExampleServer server)
{
    [Fact]
    [Trait("Row", "CH-1")]
    [Trait("Row", "CH-5")]
    public async Task Every_revert_returns_the_exact_former_schema_from_twelve_to_none()
    {
        await using var database = await ChronosDatabase.PrepareAsync(server, until: "");
        var before = new Stack<string>();
        foreach (var migration in ChronosDatabase.Chain)
        {
            before.Push(await database.DumpAsync());
            await database.RunFileAsync("migrations", migration);
        }

        var complete = await database.DumpAsync();
        foreach (var migration in ChronosDatabase.Chain.Reverse())
        {
            Assert.NotEqual(before.Peek(), await database.DumpAsync());
            await database.RunFileAsync("revert", migration);
            Assert.Equal(before.Pop(), await database.DumpAsync());
        }

        foreach (var migration in ChronosDatabase.Chain)
        {
            await database.RunFileAsync("migrations", migration);
        }

        Assert.Equal(complete, await database.DumpAsync());
    }

    [Fact]
    [Trait("Row", "CH-5")]
    public async Task A_revert_and_the_migration_again_lose_no_row_of_other_tables()
    {
        await using var database = await ChronosDatabase.PrepareAsync(server);
        await ChronosDatabase.OpenAcademyAsync(database);
        var rows = await database.ChecksumsAsync();

        // The academy has nothing in the tables and columns that the last seven add.
        foreach (var migration in ChronosDatabase.Chain[5..].Reverse())
        {
            await database.RunFileAsync("revert", migration);
        }

        foreach (var migration in ChronosDatabase.Chain[5..])
        {
            await database.RunFileAsync("migrations", migration);
        }

        Assert.Equal(rows, await database.ChecksumsAsync());
    }

    [Theory]
    [Trait("Row", "CH-5")]
    [InlineData(ChronosDatabase.WhopVideoColumns, "INSERT INTO public.videos (creator_id, title, source_type, mux_asset_id) SELECT id, 'Mux', 'mux', 'asset' FROM public.creators LIMIT 1", "videos of Mux or Loom exist")]
    [InlineData(ChronosDatabase.YouTube, "INSERT INTO public.videos (creator_id, title, source_type, youtube_video_id) SELECT id, 'YouTube', 'youtube', 'dQw4w9WgXcQ' FROM public.creators LIMIT 1", "videos without a file in storage exist")]
    public async Task A_revert_stops_at_videos_that_the_former_schema_does_not_allow(string migration, string insert, string message)
    {
        await using var database = await ChronosDatabase.PrepareAsync(server, until: migration);
        await ChronosDatabase.OpenAcademyAsync(database);
        await database.ExecuteAsync(insert);
        var before = await database.DumpAsync();

        var (exitCode, _, errors) = await database.TryFileAsync("revert", migration);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(message, errors, StringComparison.Ordinal);
        Assert.Equal(before, await database.DumpAsync());
    }

    [Fact]
    [Trait("Row", "CH-5")]
    public async Task The_documented_rollback_of_lessons_returns_the_exact_former_schema()
    {
        await using var database = await ChronosDatabase.PrepareAsync(server, until: ChronosDatabase.YouTube);
        var before = await database.SchemaAsync();
        await database.RunFileAsync("migrations", ChronosDatabase.ModuleLessons);

        await database.ExecuteAsync("DROP TABLE IF EXISTS module_lessons CASCADE");

        Assert.Equal(before, await database.SchemaAsync());
    }

    [Fact]
    [Trait("Row", "CH-5")]
    public async Task The_documented_rollback_of_the_Whop_columns_loses_a_constraint_that_the_revert_brings_back()
    {
        await using var database = await ChronosDatabase.PrepareAsync(server, until: ChronosDatabase.ModuleLessons);
        var before = await database.SchemaAsync();
        await database.RunFileAsync("migrations", ChronosDatabase.WhopVideoColumns);
        string[] documented =
        [
            "ALTER TABLE videos DROP COLUMN IF EXISTS whop_lesson_id, DROP COLUMN IF EXISTS mux_asset_id, DROP COLUMN IF EXISTS mux_playback_id, DROP COLUMN IF EXISTS embed_type, DROP COLUMN IF EXISTS embed_id",
            "ALTER TABLE videos DROP CONSTRAINT IF EXISTS videos_source_type_check",
            "ALTER TABLE videos ADD CONSTRAINT videos_source_type_check CHECK (source_type IN ('youtube', 'upload'))",
        ];
        foreach (var statement in documented)
        {
            await database.ExecuteAsync(statement);
        }

        var (_, dump) = await database.SchemaAsync();
        var lost = before.Dump.Split('\n').Except(dump.Split('\n')).Where(static line => line.Contains("CONSTRAINT", StringComparison.Ordinal));
        Assert.Contains("videos_source_validation_check", Assert.Single(lost), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "CH-1")]
    public async Task Lessons_are_taken_over_from_the_array_in_its_order()
    {
        await using var database = await ChronosDatabase.PrepareAsync(server, until: ChronosDatabase.YouTube);
        await ChronosDatabase.OpenAcademyAsync(database);
        // Lenses, a video that is gone, another creator's, Light, Lenses once more.
        await database.ExecuteAsync(
            """
            UPDATE public.course_modules SET video_ids = '{1a000000-0000-4000-8000-000000000002,99999999-0000-4000-8000-000000000009,1b000000-0000-4000-8000-000000000001,1a000000-0000-4000-8000-000000000001,1a000000-0000-4000-8000-000000000002}'
            WHERE id = '4a000000-0000-4000-8000-000000000001'
            """);

        await database.RunFileAsync("migrations", ChronosDatabase.ModuleLessons);

        Assert.Equal(
            ["Waves|1|Lenses|16|upload", "Waves|2|Light|10|upload"],
            await database.QueryAsync(
                """
                SELECT m.title, l.lesson_order, l.title, l.estimated_duration_minutes, l.metadata ->> 'source_type'
                FROM public.module_lessons l JOIN public.course_modules m ON m.id = l.module_id ORDER BY 1, 2
                """));
    }
}
