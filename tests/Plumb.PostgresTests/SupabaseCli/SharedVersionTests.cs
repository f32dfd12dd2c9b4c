using Plumb.PostgresTests.Examples;
using Plumb.PostgresTests.Sql;

namespace Plumb.PostgresTests.SupabaseCli;

/// <summary>Two files of one version, which the Supabase CLI cannot tell apart: nothing is lost, and what each tool says is pinned.</summary>
[Trait("Row", "VS-3")]
[Trait("Row", "VS-8")]
public sealed class SharedVersionTests(ExampleServer server)
{
    private const string Zoom = "20250215_video_sessions_zoom";
    private const string Hardening = "20250215_video_sessions_participants_and_external";

    private static readonly (string, string)[] Independent = [("20250215_a.sql", "CREATE TABLE public.a ();\n"), ("20250215_b.sql", "CREATE TABLE public.b ();\n")];

    [Fact]
    public async Task After_plumb_up_the_row_holds_both_and_the_Supabase_CLI_takes_one_for_pending()
    {
        await using var project = await VideoSessionsAsync();

        await project.PlumbAsync(0, "up");

        Assert.Equal([$"{Zoom} applied", $"{Hardening} applied"], await project.StatusAsync());
        Assert.Equal("video_sessions_zoom+video_sessions_participants_and_external", await project.Files.ScalarAsync("SELECT name FROM supabase_migrations.schema_migrations"));
        Assert.Equal(["20250215=20250215", "20250215="], await project.ListAsync());
        Assert.Equal([$"{Zoom}.sql"], await project.PendingAsync());
    }

    [Fact]
    public async Task The_push_that_the_Supabase_CLI_then_tries_fails_and_loses_nothing()
    {
        await using var project = await VideoSessionsAsync();
        await project.PlumbAsync(0, "up");
        var (dump, rows) = (await project.Files.DumpAsync(), await project.RowsAsync());

        var (exitCode, output) = await project.SupabaseAsync("db", "push", "--yes");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("relation \"video_sessions\" already exists", output, StringComparison.Ordinal);
        Assert.Equal(dump, await project.Files.DumpAsync());
        Assert.Equal(rows, await project.RowsAsync());
        Assert.Contains("nothing pending", await project.PlumbAsync(0, "up"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Supabase_CLI_alone_runs_them_by_the_alphabet_and_fails_and_Plumb_then_applies_both()
    {
        await using var project = await VideoSessionsAsync();

        var (exitCode, output) = await project.SupabaseAsync("db", "push", "--yes");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("relation \"public.video_sessions\" does not exist", output, StringComparison.Ordinal);
        Assert.Equal([$"{Zoom} pending", $"{Hardening} pending"], await project.StatusAsync());
        await project.PlumbAsync(0, "up");
        Assert.Equal([$"{Zoom} applied", $"{Hardening} applied"], await project.StatusAsync());
    }

    [Fact]
    public async Task Of_two_that_the_Supabase_CLI_pushes_it_records_the_first_and_Plumb_applies_the_second()
    {
        await using var project = await SupabaseProject.CreateAsync(server, Independent);

        var (exitCode, output) = await project.SupabaseAsync("db", "push", "--yes");

        Assert.True(exitCode != 0, output);
        Assert.Equal("a", await project.Files.ScalarAsync("SELECT name FROM supabase_migrations.schema_migrations"));
        Assert.Equal(["20250215_a recorded", "20250215_b pending"], await project.StatusAsync());
        await project.PlumbAsync(0, "up");
        Assert.Equal(["20250215_a recorded", "20250215_b applied"], await project.StatusAsync());
        Assert.Equal("a+b", await project.Files.ScalarAsync("SELECT name FROM supabase_migrations.schema_migrations"));
    }

    private async Task<SupabaseProject> VideoSessionsAsync()
    {
        var migrations = Path.Combine(Repository.Root, "examples", "video-sessions", "supabase", "migrations");
        return await SupabaseProject.CreateAsync(
            server, [.. Directory.GetFiles(migrations, "*.sql").Select(static file => (Path.GetFileName(file), File.ReadAllText(file)))]);
    }
}
