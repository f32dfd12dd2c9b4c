using Plumb.PostgresTests.Examples;

namespace Plumb.PostgresTests.SupabaseCli;

/// <summary>Plumb and the real Supabase CLI on one database, in turn.</summary>
[Trait("Row", "VS-8")]
public sealed class SupabaseCliTests(ExampleServer server)
{
    private static readonly (string, string) Notes = ("20250101000000_notes.sql", "CREATE TABLE public.note (id int PRIMARY KEY);\n");
    private static readonly (string, string) Authors = ("20250102000000_authors.sql", "ALTER TABLE public.note ADD COLUMN author text;\n");
    private static readonly (string, string) Dates = ("20250103000000_dates.sql", "ALTER TABLE public.note ADD COLUMN at timestamptz;\n");

    [Fact]
    public async Task After_plumb_up_the_Supabase_CLI_has_nothing_to_push()
    {
        await using var project = await SupabaseProject.CreateAsync(server, Notes, Authors);

        await project.PlumbAsync(0, "up");

        Assert.Equal(["20250101000000=20250101000000", "20250102000000=20250102000000"], await project.ListAsync());
        Assert.Empty(await project.PendingAsync());
        var rows = await project.RowsAsync();
        Assert.Empty(await project.PushAsync());
        Assert.Equal(rows, await project.RowsAsync());
    }

    [Fact]
    public async Task What_the_Supabase_CLI_pushed_Plumb_shows_as_recorded_and_does_not_run_again()
    {
        await using var project = await SupabaseProject.CreateAsync(server, Notes, Authors);
        project.Files.Write(("supabase/verify/20250101000000_notes.sql", "-- check: notes\n-- expect: value note\nSELECT 'public.note'::regclass;\n"));

        Assert.Equal(["20250101000000_notes.sql", "20250102000000_authors.sql"], await project.PushAsync());

        Assert.Equal(["20250101000000_notes recorded", "20250102000000_authors recorded"], await project.StatusAsync());
        Assert.Contains("nothing pending", await project.PlumbAsync(0, "up"), StringComparison.Ordinal);
        Assert.EndsWith("verified  1 of 1 required check PASS\n", await project.PlumbAsync(0, "verify"), StringComparison.Ordinal);
        Assert.Empty(await project.PendingAsync());
    }

    [Fact]
    public async Task The_two_take_turns_and_agree_after_each()
    {
        await using var project = await SupabaseProject.CreateAsync(server, Notes);
        await project.PushAsync();
        project.Add(Authors);
        Assert.Equal(["20250102000000_authors.sql"], await project.PendingAsync());
        Assert.Equal(["20250101000000_notes recorded", "20250102000000_authors pending"], await project.StatusAsync());

        await project.PlumbAsync(0, "up");
        Assert.Empty(await project.PendingAsync());
        Assert.Equal(["20250101000000_notes recorded", "20250102000000_authors applied"], await project.StatusAsync());

        project.Add(Dates);
        Assert.Equal(["20250103000000_dates.sql"], await project.PushAsync());
        Assert.Equal(["20250101000000_notes recorded", "20250102000000_authors applied", "20250103000000_dates recorded"], await project.StatusAsync());
        Assert.Contains("nothing pending", await project.PlumbAsync(0, "up"), StringComparison.Ordinal);
        Assert.Equal("id,author,at", await project.Files.ScalarAsync(
            "SELECT string_agg(attname, ',' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'public.note'::regclass AND attnum > 0"));
    }

    [Fact]
    public async Task Days_minutes_and_seconds_have_one_order_for_both()
    {
        string[] names = ["20250215093000_d", "20250215_b", "20250101000000_a", "202502151030_e", "20250215000000_c", "20250214235959_z", "20250215103001_f"];
        await using var project = await SupabaseProject.CreateAsync(server, [.. names.Select(static name => ($"{name}.sql", "SELECT 1;\n"))]);
        var pending = await project.PendingAsync();

        await project.PlumbAsync(0, "up");

        Assert.Equal(names.Length, pending.Count);
        Assert.Equal(string.Join(',', pending), await project.Files.ScalarAsync("SELECT string_agg(migration || '.sql', ',' ORDER BY id) FROM plumb.event"));
        Assert.Empty(await project.PendingAsync());
    }

    [Fact]
    public async Task What_Plumb_takes_back_is_pending_for_the_Supabase_CLI()
    {
        await using var project = await SupabaseProject.CreateAsync(server, Notes, Authors);
        project.Files.Write(("supabase/revert/20250102000000_authors.sql", "ALTER TABLE public.note DROP COLUMN author;\n"));
        await project.PlumbAsync(0, "up");

        await project.PlumbAsync(0, "down");

        Assert.Equal(["20250102000000_authors.sql"], await project.PushAsync());
        Assert.Equal(["20250101000000_notes applied", "20250102000000_authors recorded"], await project.StatusAsync());
    }

    [Fact]
    public async Task A_version_that_only_the_Supabase_CLI_knows_stops_both()
    {
        await using var project = await SupabaseProject.CreateAsync(server, Notes, Authors);
        await project.PushAsync();
        project.Files.Delete("supabase/migrations/20250102000000_authors.sql");

        Assert.Contains("PL302", await project.PlumbAsync(1, "up"), StringComparison.Ordinal);
        var (exitCode, output) = await project.SupabaseAsync("db", "push", "--yes");
        Assert.True(exitCode != 0, output);
        Assert.Contains("20250102000000", output, StringComparison.Ordinal);
    }
}
