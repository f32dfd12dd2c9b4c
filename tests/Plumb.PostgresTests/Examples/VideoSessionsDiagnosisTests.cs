using Plumb.Findings;

namespace Plumb.PostgresTests.Examples;

/// <summary>"If something fails": each case explained by Plumb itself.</summary>
public sealed class VideoSessionsDiagnosisTests(ExampleServer server)
{
    private const string Zoom = "20250215_video_sessions_zoom";

    [Fact]
    [Trait("Row", "VS-7")]
    public async Task A_unique_index_that_fails_lists_the_participants_that_stand_there_twice()
    {
        await using var project = await PrepareAsync();
        await project.Database.ExecuteAsync(
            """
            INSERT INTO public.video_session_participants (session_id, user_id)
            SELECT s.id, u.id FROM public.video_sessions s, auth.users u, generate_series(1, 3)
            """);

        var finding = await project.FailureOfAsync("CREATE UNIQUE INDEX uq ON public.video_session_participants (session_id, user_id);");

        Assert.Equal(FindingCodes.UniqueViolation, finding.Code);
        var listed = await project.Database.QueryAsync("SELECT format('row session_id %s  user_id %s  count 3', s.id, u.id) FROM public.video_sessions s, auth.users u");
        Assert.Equal(2, listed.Count);
        Assert.All(listed, line => Assert.Contains(line, finding.Details));
    }

    [Fact]
    [Trait("Row", "VS-7")]
    public async Task A_CHECK_that_fails_lists_the_offending_sessions()
    {
        await using var project = await PrepareAsync();
        await project.Database.ExecuteAsync("UPDATE public.video_sessions SET provider = 'meet'");

        var finding = await project.FailureOfAsync(
            "ALTER TABLE public.video_sessions DROP CONSTRAINT video_sessions_provider_check, ADD CONSTRAINT video_sessions_provider_check CHECK (provider IN ('zoom', 'external'));");

        Assert.Equal(FindingCodes.CheckViolation, finding.Code);
        Assert.Contains(finding.Details, static d => d.StartsWith("row id ", StringComparison.Ordinal) && d.Contains("provider meet", StringComparison.Ordinal));
        Assert.Contains(finding.Details, static d => d.StartsWith("now      video_sessions_provider_check: CHECK", StringComparison.Ordinal) && d.Contains("jitsi", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Row", "VS-7")]
    public async Task Another_constraint_on_the_provider_is_shown_with_the_command_that_drops_it()
    {
        await using var project = await PrepareAsync();
        await project.Database.ExecuteAsync("ALTER TABLE public.video_sessions ADD CONSTRAINT by_hand CHECK (provider IN ('zoom', 'meet'))");

        var finding = await project.FailureOfAsync("UPDATE public.video_sessions SET provider = 'jitsi';");

        Assert.Contains(finding.Details, static d => d.StartsWith("demands  by_hand: CHECK", StringComparison.Ordinal));
        Assert.Contains(finding.Details, static d => d.StartsWith("besides  video_sessions_provider_check: CHECK", StringComparison.Ordinal));
        var drop = finding.Help!.Split('\n')[1];
        Assert.Equal("ALTER TABLE public.video_sessions DROP CONSTRAINT by_hand;", drop);
        await project.Database.ExecuteAsync(drop);
        Assert.True((await project.UpAsync()).Succeeded);
    }

    [Theory]
    [Trait("Row", "VS-7")]
    [InlineData("ALTER TABLE public.video_sessions ADD COLUMN x int", "only postgres, who owns table public.video_sessions", "ALTER TABLE public.video_sessions OWNER TO authenticated;")]
    [InlineData("CREATE TABLE public.x (id int)", "authenticated lacks CREATE on schema public", "GRANT CREATE ON SCHEMA public TO authenticated;")]
    [InlineData("TRUNCATE public.video_sessions", "authenticated lacks TRUNCATE on table public.video_sessions", "GRANT TRUNCATE ON TABLE public.video_sessions TO authenticated;")]
    public async Task Permission_denied_names_the_privilege_and_the_object(string statement, string meaning, string mends)
    {
        await using var project = await PrepareAsync();

        var finding = await project.FailureOfAsync($"SET ROLE authenticated;\n{statement};");

        Assert.StartsWith(meaning, finding.Meaning, StringComparison.Ordinal);
        Assert.Contains(mends, finding.Help, StringComparison.Ordinal);
        Assert.Contains(finding.Details, static d => d.Contains(" belongs to ", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Row", "VS-7")]
    public async Task A_new_row_that_no_policy_allows_is_shown_with_the_policies()
    {
        await using var project = await PrepareAsync();

        var finding = await project.FailureOfAsync("SET ROLE authenticated;\nINSERT INTO public.video_sessions (host_id, title, starts_at) SELECT gen_random_uuid(), 'x', now();");

        Assert.Equal(FindingCodes.RowSecurityViolation, finding.Code);
        Assert.Contains(finding.Details, static d => d.StartsWith("policy ", StringComparison.Ordinal) && d.Contains("INSERT", StringComparison.Ordinal));
        Assert.Contains("plumb explain-access public.video_sessions --as authenticated --command insert", finding.Help, StringComparison.Ordinal);
    }

    /// <summary>The schema for Zoom, with a session and two users.</summary>
    private async Task<ExampleProject> PrepareAsync()
    {
        var project = ExampleProject.CopyOf(await ExampleDatabase.PrepareAsync(server, "video-sessions"));
        File.Delete(Path.Combine(project.Root, "supabase", "migrations", "20250215_video_sessions_participants_and_external.sql"));
        var up = await project.UpAsync();
        Assert.True(up.Succeeded && up.Results is [{ Migration.Id: Zoom }]);
        await project.Database.ExecuteAsync("INSERT INTO auth.users (id, email) SELECT gen_random_uuid(), n || '@example.com' FROM generate_series(1, 2) n");
        await project.Database.ExecuteAsync("INSERT INTO public.video_sessions (host_id, title, starts_at) SELECT id, 'Circle', now() FROM auth.users LIMIT 1");
        return project;
    }
}
