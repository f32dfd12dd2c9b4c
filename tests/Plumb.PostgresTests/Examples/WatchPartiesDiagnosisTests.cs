using Plumb.Findings;

namespace Plumb.PostgresTests.Examples;

/// <summary>The four cases of the troubleshooting section, each explained by Plumb itself.</summary>
public sealed class WatchPartiesDiagnosisTests(ExampleServer server)
{
    private const string Missing = "00000000-0000-4000-8000-00000000000";

    [Theory]
    [Trait("Row", "WP-14")]
    [InlineData("ADD CONSTRAINT snack_orders_stream_fk FOREIGN KEY (stream_id) REFERENCES public.habitat_watch_parties (id)")]
    [InlineData("ADD FOREIGN KEY (stream_id) REFERENCES public.habitat_watch_parties")]
    public async Task A_foreign_key_names_the_parties_that_lack(string constraint)
    {
        await using var project = await PrepareAsync();
        await project.Database.ExecuteAsync("CREATE TABLE public.snack_orders (id int, stream_id uuid)");
        await project.Database.ExecuteAsync($"INSERT INTO public.snack_orders VALUES (1, '{Missing}1'), (2, '{Missing}1'), (3, '{Missing}2'), (4, NULL)");

        var finding = await project.FailureOfAsync($"ALTER TABLE public.snack_orders {constraint};");

        Assert.Equal(FindingCodes.ForeignKeyViolation, finding.Code);
        Assert.Contains("3 rows of public.snack_orders refer to 2 rows that public.habitat_watch_parties lacks", finding.Details);
        Assert.Contains($"missing id = {Missing}1, for 2 rows", finding.Details);
        Assert.Contains($"missing id = {Missing}2, for 1 row", finding.Details);
        Assert.Equal([$"{Missing}1|2", $"{Missing}2|1"], await project.Database.QueryAsync(finding.Help!.Split('\n')[1].TrimEnd(';')));
    }

    [Fact]
    [Trait("Row", "WP-14")]
    public async Task A_foreign_key_that_a_new_row_breaks_names_the_missing_user()
    {
        await using var project = await PrepareAsync();

        var finding = await project.FailureOfAsync($"INSERT INTO public.stream_participants (stream_id, user_id) SELECT id, '{Missing}9' FROM public.habitat_watch_parties LIMIT 1;");

        Assert.Contains($"missing id = {Missing}9 in auth.users", finding.Details);
    }

    [Fact]
    [Trait("Row", "WP-14")]
    public async Task A_permission_error_names_role_privilege_object_owner_grants_and_the_grant_that_mends_it()
    {
        await using var project = await PrepareAsync();
        const string statement = "SET LOCAL ROLE anon;\nSELECT count(*) FROM public.stream_participants;";

        var finding = await project.FailureOfAsync(statement);

        Assert.Equal(FindingCodes.InsufficientPrivilege, finding.Code);
        Assert.Equal("anon lacks SELECT on table public.stream_participants", finding.Meaning);
        Assert.Contains("table public.stream_participants belongs to postgres", finding.Details);
        Assert.Contains(finding.Details, static d => d.StartsWith("granted on it: ", StringComparison.Ordinal) && d.Contains("to service_role", StringComparison.Ordinal));
        var grant = finding.Help!.Split('\n')[0];
        Assert.Equal("as postgres: GRANT SELECT ON TABLE public.stream_participants TO anon;", grant);
        await project.Database.ExecuteAsync(grant["as postgres: ".Length..]);
        Assert.True((await project.UpAsync()).Succeeded);
    }

    [Fact]
    [Trait("Row", "WP-14")]
    public async Task What_belongs_to_the_platform_is_told_with_its_owner()
    {
        await using var project = await PrepareAsync();

        var finding = await project.FailureOfAsync("ALTER TABLE auth.users ADD COLUMN nickname text;");

        Assert.StartsWith("only supabase_auth_admin, who owns table auth.users", finding.Meaning, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "WP-14")]
    public async Task A_trigger_error_shows_the_line_of_the_function_in_the_migration_and_the_trigger()
    {
        await using var project = await PrepareAsync();

        var finding = await project.FailureOfAsync("UPDATE public.stream_participants SET stream_id = gen_random_uuid();");

        var related = Assert.Single(finding.Related);
        Assert.Equal("in function public.transfer_stream_host()", related.What);
        Assert.Equal("supabase/migrations/20250207090000_stream_participants.sql", related.Place.File);
        Assert.Equal("    raise exception 'a participant cannot be moved to another watch party'", related.Place.SourceLine);
        Assert.Equal(5, related.Place.Column);
        Assert.Contains(finding.Details, static d => d.StartsWith("it runs as trigger stream_participants_transfer_host: BEFORE UPDATE ON public.stream_participants", StringComparison.Ordinal));
        Assert.Contains($"--> {related.Place}  in function public.transfer_stream_host()", FindingText.Render(finding), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "WP-14")]
    public async Task A_function_of_the_failed_migration_itself_is_shown_where_it_stands_with_the_word_at_fault()
    {
        await using var project = await PrepareAsync();

        var finding = await project.FailureOfAsync(
            """
            CREATE FUNCTION public.note_join() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN
              UPDATE public.habitat_watch_parties
              SET participants = participants + 1;
              RETURN NEW;
            END
            $body$;
            CREATE TRIGGER note_join AFTER UPDATE ON public.habitats FOR EACH STATEMENT EXECUTE FUNCTION public.note_join();
            UPDATE public.habitats SET name = name;
            """);

        var place = Assert.Single(finding.Related).Place;
        Assert.Equal(("supabase/migrations/20991231000000_mistaken.sql", 4, 22), (place.File, place.Line, place.Column));
        Assert.Equal("participants".Length, place.Length);
        Assert.Equal(9, finding.Place!.Line);
    }

    [Fact]
    [Trait("Row", "WP-14")]
    public async Task A_function_that_stands_in_no_file_is_shown_from_the_database()
    {
        await using var project = await PrepareAsync();
        await project.Database.ExecuteAsync("CREATE FUNCTION public.by_hand() RETURNS int LANGUAGE plpgsql AS 'BEGIN\n  RETURN 1 / 0;\nEND'");

        var finding = await project.FailureOfAsync("SELECT public.by_hand();");

        var place = Assert.Single(finding.Related).Place;
        Assert.Equal(("public.by_hand()", 2, "  RETURN 1 / 0;"), (place.File, place.Line, place.SourceLine));
    }

    [Fact]
    [Trait("Row", "WP-14")]
    public async Task A_view_that_cannot_be_replaced_shows_its_columns_and_where_it_was_created()
    {
        await using var project = await PrepareAsync();

        var finding = await project.FailureOfAsync("CREATE OR REPLACE VIEW public.upcoming_watch_parties AS SELECT id, title FROM public.habitat_watch_parties;");

        Assert.Equal(FindingCodes.InvalidTableDefinition, finding.Code);
        Assert.Contains(finding.Details, static d => d.StartsWith("view public.upcoming_watch_parties has the columns id uuid, habitat_id uuid", StringComparison.Ordinal));
        Assert.Equal("supabase/migrations/20250207090000_stream_participants.sql", Assert.Single(finding.Related).Place.File);
    }

    [Fact]
    [Trait("Row", "WP-14")]
    public async Task A_view_in_the_way_of_a_change_is_shown_where_it_is_created()
    {
        await using var project = await PrepareAsync();

        var finding = await project.FailureOfAsync("ALTER TABLE public.habitat_watch_parties DROP COLUMN title;");

        Assert.Equal(FindingCodes.DependentObjects, finding.Code);
        Assert.All(finding.Related, static r => Assert.StartsWith("create or replace view public.", r.Place.SourceLine, StringComparison.Ordinal));
        Assert.Equal(2, finding.Related.Count);
    }

    [Fact]
    [Trait("Row", "WP-14")]
    public async Task A_table_that_a_view_wants_and_a_later_file_creates_leads_to_that_file()
    {
        await using var project = await PrepareAsync();
        project.Write("20991231000001_ratings.sql", "CREATE TABLE public.ratings (id int);\n");

        var finding = await project.FailureOfAsync("CREATE VIEW public.rated AS SELECT * FROM public.ratings;");

        Assert.Equal(FindingCodes.UndefinedTable, finding.Code);
        Assert.Equal("supabase/migrations/20991231000001_ratings.sql:1:14", Assert.Single(finding.Related).Place.ToString());
        Assert.StartsWith("add to the first lines of supabase/migrations/20991231000000_mistaken.sql: -- plumb: requires 20991231000001_ratings", finding.Help, StringComparison.Ordinal);
    }

    /// <summary>The example with people and parties, applied by Plumb.</summary>
    private async Task<ExampleProject> PrepareAsync()
    {
        var project = ExampleProject.CopyOf(await ExampleDatabase.PrepareAsync(server, "watch-parties"));
        Assert.True((await project.UpAsync()).Succeeded);
        await project.Database.ExecuteAsync("INSERT INTO auth.users (id, email) VALUES (gen_random_uuid(), 'a@example.com')");
        await project.Database.ExecuteAsync("INSERT INTO public.habitats (name) VALUES ('Everybody')");
        await project.Database.ExecuteAsync("INSERT INTO public.habitat_watch_parties (habitat_id, title, scheduled_at) SELECT id, 'Party', now() FROM public.habitats");
        await project.Database.ExecuteAsync("INSERT INTO public.stream_participants (stream_id, user_id) SELECT p.id, u.id FROM public.habitat_watch_parties p, auth.users u");
        return project;
    }
}
