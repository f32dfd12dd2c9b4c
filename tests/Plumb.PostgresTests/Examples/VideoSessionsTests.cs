namespace Plumb.PostgresTests.Examples;

/// <summary>The hardening of video sessions, as a migration and as a file for pasting.</summary>
public sealed class VideoSessionsTests(ExampleServer server)
{
    private const string Zoom = "20250215_video_sessions_zoom";
    private const string Hardening = "20250215_video_sessions_participants_and_external";
    private const string Participants = "SELECT id FROM public.video_session_participants ORDER BY id";

    [Theory]
    [Trait("Row", "VS-4")]
    [InlineData("migrations")]
    [InlineData("dashboard")]
    public async Task Of_duplicate_participants_the_earliest_row_stays(string folder)
    {
        await using var database = await PrepareWithDuplicatesAsync();
        var earliest = await database.QueryAsync(
            "SELECT id FROM (SELECT DISTINCT ON (session_id, user_id) id FROM public.video_session_participants ORDER BY session_id, user_id, joined_at, id) e ORDER BY id");

        await database.RunFileAsync(folder, Hardening);

        Assert.Equal(12, earliest.Count);
        Assert.Equal(earliest, await database.QueryAsync(Participants));
    }

    [Theory]
    [Trait("Row", "VS-4")]
    [InlineData("migrations")]
    [InlineData("dashboard")]
    public async Task A_database_without_duplicates_is_hardened_and_keeps_every_row(string folder)
    {
        await using var database = await PrepareWithDuplicatesAsync(copies: 1);
        var before = await database.QueryAsync(Participants);

        await database.RunFileAsync(folder, Hardening);

        Assert.Equal(before, await database.QueryAsync(Participants));
        Assert.Equal(
            ["host|3|t", "participant|9|t"],
            await database.QueryAsync("SELECT role, count(*), bool_and(created_at = joined_at) FROM public.video_session_participants GROUP BY role ORDER BY role"));
    }

    [Theory]
    [Trait("Row", "VS-8")]
    [InlineData("migrations")]
    [InlineData("dashboard")]
    public async Task Pasting_it_twice_changes_nothing_more(string folder)
    {
        await using var database = await PrepareWithDuplicatesAsync();
        await database.RunFileAsync(folder, Hardening);
        await database.ExecuteAsync("UPDATE public.video_session_participants SET role = 'participant', created_at = '2025-02-03'");
        const string rows = "SELECT * FROM public.video_session_participants ORDER BY id";
        var (schema, data) = (await database.DumpAsync(), await database.QueryAsync(rows));

        await database.RunFileAsync(folder, Hardening);

        Assert.Equal(schema, await database.DumpAsync());
        Assert.Equal(data, await database.QueryAsync(rows));
    }

    [Fact]
    [Trait("Row", "VS-8")]
    public async Task The_file_for_pasting_does_what_the_migration_does()
    {
        await using var migrated = await PrepareWithDuplicatesAsync();
        await using var pasted = await PrepareWithDuplicatesAsync();

        await migrated.RunFileAsync("migrations", Hardening);
        await pasted.RunFileAsync("dashboard", Hardening);

        Assert.Equal(await migrated.DumpAsync(), await pasted.DumpAsync());
        Assert.Contains(Body(migrated, "migrations"), await File.ReadAllTextAsync(
            Path.Combine(pasted.Project, "dashboard", $"{Hardening}.sql"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "VS-2")]
    [Trait("Row", "VS-8")]
    public async Task Pasted_without_its_prerequisites_it_changes_nothing_and_names_the_migration()
    {
        await using var database = await ExampleDatabase.PrepareAsync(server, "video-sessions");
        var before = await database.DumpAsync();

        var (exitCode, _, errors) = await database.TryFileAsync("dashboard", Hardening);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("video_session_participants exists is false", errors, StringComparison.Ordinal);
        Assert.Contains($"{Zoom}.sql", errors, StringComparison.Ordinal);
        Assert.Equal(before, await database.DumpAsync());
    }

    [Fact]
    [Trait("Row", "VS-6")]
    [Trait("Row", "VS-8")]
    public async Task Pasted_with_a_violated_check_it_rolls_everything_back_and_succeeds_after_the_cause_is_mended()
    {
        await using var database = await PrepareWithDuplicatesAsync();
        await database.ExecuteAsync("CREATE INDEX uq_video_session_participants_session_user ON public.video_session_participants (session_id)");
        var (schema, rows) = (await database.DumpAsync(), await database.QueryAsync(Participants));

        var (exitCode, _, errors) = await database.TryFileAsync("dashboard", Hardening);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("not applied: b) unique index exists is FAIL", errors, StringComparison.Ordinal);
        Assert.Equal(schema, await database.DumpAsync());
        Assert.Equal(rows, await database.QueryAsync(Participants));

        await database.ExecuteAsync("DROP INDEX public.uq_video_session_participants_session_user");
        await database.RunFileAsync("dashboard", Hardening);
    }

    [Fact]
    [Trait("Row", "VS-5")]
    public async Task The_file_for_pasting_ends_with_the_decision_table()
    {
        await using var database = await PrepareWithDuplicatesAsync();

        var (_, output, _) = await database.TryFileAsync("dashboard", Hardening);

        Assert.Equal(6, output.Split('\n').Count(static line => line.Contains("| PASS", StringComparison.Ordinal) && line.Contains("| applied", StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Row", "VS-4")]
    public async Task Its_reverts_return_the_exact_former_schema()
    {
        await using var database = await ExampleDatabase.PrepareAsync(server, "video-sessions");
        var empty = await database.DumpAsync();
        await database.RunFileAsync("migrations", Zoom);
        var zoom = await database.DumpAsync();
        await database.RunFileAsync("migrations", Hardening);

        await database.RunFileAsync("revert", Hardening);
        Assert.Equal(zoom, await database.DumpAsync());
        await database.RunFileAsync("revert", Zoom);
        Assert.Equal(empty, await database.DumpAsync());
    }

    [Fact]
    [Trait("Row", "VS-4")]
    public async Task Its_revert_stops_at_sessions_that_the_former_schema_does_not_allow()
    {
        await using var database = await PrepareWithDuplicatesAsync();
        await database.RunFileAsync("migrations", Hardening);
        await database.ExecuteAsync("UPDATE public.video_sessions SET provider = 'external' WHERE provider = 'zoom'");
        var before = await database.DumpAsync();

        var (exitCode, _, errors) = await database.TryFileAsync("revert", Hardening);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("sessions of external providers exist", errors, StringComparison.Ordinal);
        Assert.Equal(before, await database.DumpAsync());
    }

    /// <summary>Three sessions with four participants each, of whom each is there several times.</summary>
    private async Task<ExampleDatabase> PrepareWithDuplicatesAsync(int copies = 5)
    {
        var database = await ExampleDatabase.PrepareAsync(server, "video-sessions", Zoom);
        await database.ExecuteAsync("INSERT INTO auth.users (id, email) SELECT md5('user ' || n)::uuid, 'user' || n || '@example.com' FROM generate_series(1, 4) n");
        await database.ExecuteAsync(
            """
            INSERT INTO public.video_sessions (id, host_id, title, provider, starts_at)
            SELECT md5('session ' || n)::uuid, md5('user ' || n)::uuid, 'Session ' || n, (ARRAY['zoom', 'meet', 'jitsi'])[n], now()
            FROM generate_series(1, 3) n
            """);
        // Some of the copies came at the same moment, so that the id has to decide.
        await database.ExecuteAsync(
            $"""
            INSERT INTO public.video_session_participants (session_id, user_id, joined_at)
            SELECT s.id, u.id, '2025-01-01'::timestamptz + (copy % 2) * interval '1 hour'
            FROM public.video_sessions s, auth.users u, generate_series(1, {copies}) copy
            """);
        return database;
    }

    /// <summary>The statements of the migration between its BEGIN and its COMMIT.</summary>
    private static string Body(ExampleDatabase database, string folder)
    {
        var text = File.ReadAllText(Path.Combine(database.Project, folder, $"{Hardening}.sql"));
        var start = text.IndexOf("begin;\n", StringComparison.Ordinal) + "begin;\n".Length;
        return text[start..text.LastIndexOf("commit;", StringComparison.Ordinal)].Trim();
    }
}
