using Plumb.PostgresTests.Execution;
using Plumb.PostgresTests.Sql;

namespace Plumb.PostgresTests.Examples;

/// <summary>The hardening of video sessions, pasted into a SQL editor (psql stands for it) and applied by <c>plumb up</c>: the same ends.</summary>
[Trait("Row", "VS-8")]
public sealed class DashboardTests(ExampleServer server)
{
    private const string Hardening = "20250215_video_sessions_participants_and_external";
    private static readonly string Example = Path.Combine(Repository.Root, "examples", "video-sessions");

    /// <summary>What stands in the tables before, on which both succeed.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("INSERT INTO public.video_session_participants (id, session_id, user_id, joined_at) SELECT id, id, host_id, starts_at FROM public.video_sessions")]
    [InlineData("INSERT INTO public.video_session_participants (id, session_id, user_id, joined_at) SELECT md5(n::text)::uuid, id, host_id, starts_at - n * interval '1 day' FROM public.video_sessions, generate_series(1, 3) n")]
    [InlineData("ALTER TABLE public.video_session_participants ADD COLUMN role text; UPDATE public.video_sessions SET provider = 'meet'")]
    [InlineData("ALTER TABLE public.video_sessions DROP CONSTRAINT video_sessions_provider_check")]
    public async Task Both_end_in_the_same_database(string data)
    {
        await using var pasted = await PrepareAsync(data);
        await using var applied = await PrepareAsync(data);

        var (exitCode, output, errors) = await PasteAsync(pasted);
        await PlumbProcess.MustApplyAsync(applied);

        Assert.True(exitCode == 0, output + errors);
        Assert.Equal(await applied.DumpAsync(), await pasted.DumpAsync());
    }

    /// <summary>What stands in the tables before, at which both refuse.</summary>
    [Theory]
    [InlineData("a unique index of that name on something else", "CREATE UNIQUE INDEX uq_video_session_participants_session_user ON public.video_sessions (id)")]
    [InlineData("an unknown provider", "ALTER TABLE public.video_sessions DROP CONSTRAINT video_sessions_provider_check; UPDATE public.video_sessions SET provider = 'teams'")]
    [InlineData("an unknown role", "ALTER TABLE public.video_session_participants ADD COLUMN role text DEFAULT 'guest'; INSERT INTO public.video_session_participants (session_id, user_id) SELECT id, host_id FROM public.video_sessions")]
    [InlineData("no prerequisite", "DROP TABLE public.video_session_participants")]
    public async Task Both_refuse_and_leave_the_database_as_it_was(string why, string data)
    {
        await using var project = await PrepareAsync(data);
        var before = await project.DumpAsync();

        var (pasted, output, _) = await PasteAsync(project);
        Assert.True(pasted != 0, $"pasted in spite of {why}\n{output}");
        Assert.Equal(before, await project.DumpAsync());

        var (applied, told, _) = await PlumbProcess.RunAsync(project, "up", "--env", "test");
        Assert.True(applied == 1, $"applied in spite of {why}\n{told}");
        Assert.Equal(before, await project.DumpAsync());
    }

    /// <summary>A database with the schema for Zoom, one session, and <paramref name="data"/>.</summary>
    private async Task<TestProject> PrepareAsync(string data)
    {
        var project = await TestProject.CreateAsync(server);
        foreach (var file in Directory.GetFiles(Path.Combine(Example, "supabase"), "*.sql", SearchOption.AllDirectories))
        {
            project.Write((Path.GetRelativePath(Example, file), await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)));
        }

        var (exitCode, output, errors) = await PlumbProcess.RunAsync(project, "up", "--env", "test", "--to", "20250215_video_sessions_zoom");
        Assert.True(exitCode == 0, output + errors);
        await project.ExecuteAsync(
            $"""
            INSERT INTO auth.users (id, email) VALUES (md5('host')::uuid, 'host@example.com');
            INSERT INTO public.video_sessions (id, host_id, title, starts_at, created_at)
            VALUES (md5('session')::uuid, md5('host')::uuid, 'Session', '2025-03-01', '2025-02-01');
            {data}
            """);
        return project;
    }

    private Task<(int ExitCode, string Output, string Errors)> PasteAsync(TestProject project) => server.RunAsync(
        "psql", project.ConnectionString, "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", Path.Combine(Example, "supabase", "dashboard", $"{Hardening}.sql"));
}
