using System.Text.Json;
using Npgsql;

namespace Plumb.Cli.Tests;

public sealed class DiffTests(PlumbProgram plumb)
{
    [Fact]
    public async Task Differences_are_grouped_by_object_with_their_values_before_and_after()
    {
        using var project = TwoChains();
        var result = await plumb.RunAsync(project.Path, "diff", "old", "new");
        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"^- old  1 migration, replayed on PostgreSQL [\d.]+\n\+ new  1 migration, replayed on PostgreSQL [\d.]+\n\n", result.Output);
        Assert.EndsWith(
            """

            ~ function public.unread(smallest integer)
              ~ definition
                    …
                      SELECT count(*)
                      FROM message
                  -   WHERE id > $1
                  +   WHERE id >= $1
                  +     AND body IS NOT NULL
                    $function$

            + table public.client
                1 column, owner postgres

            ~ table public.message
              ~ column body           type text → character varying(200), not null no → yes
              ~ column sent, default  expression now() → clock_timestamp()
              - column subject        text
              - grant INSERT, SELECT to PUBLIC
              + index message_body    USING btree (body)
              ~ index message_sent    definition
                  - USING btree (sent)
                  + USING btree (sent) WHERE ((body)::text <> 'nothing to see here'::text)
              + row security          enabled

            - view public.subjects
                owner postgres, 1 view column

            different  4 objects: 1 only in old, 1 only in new, 2 changed

            """,
            result.Output,
            StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Theory]
    [InlineData()]
    [InlineData("--side-by-side")]
    [InlineData("--verbose")]
    public async Task Every_line_fits_into_100_columns(params string[] options)
    {
        using var project = TwoChains();
        var result = await plumb.RunAsync(project.Path, ["diff", "old", "new", .. options]);
        Assert.All(result.Output.Split('\n'), static line => Assert.True(line.Length <= 100, line));
        Assert.Contains("clock_timestamp()", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Side_by_side_shows_the_first_on_the_left_and_the_second_on_the_right()
    {
        using var project = TwoChains();
        var result = await plumb.RunAsync(project.Path, "diff", "old", "new", "--side-by-side");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"\n{"  column subject text",-48} <\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("\n  column sent, default now()                     |   column sent, default clock_timestamp()\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("\n      WHERE id > $1                              |       WHERE id >= $1\n                                                 >         AND body IS NOT NULL\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_JSON_each_property_has_its_two_values()
    {
        using var project = TwoChains();
        var result = await plumb.RunAsync(project.Path, "diff", "old", "new", "--format", "json");
        Assert.Equal(1, result.ExitCode);
        var difference = JsonDocument.Parse(result.Output).RootElement.GetProperty("difference");
        Assert.False(difference.GetProperty("equal").GetBoolean());
        var message = difference.GetProperty("objects").EnumerateArray().Single(static o => o.GetProperty("object").GetString() == "table public.message");
        Assert.Equal("changed", message.GetProperty("change").GetString());
        var body = message.GetProperty("parts").EnumerateArray().Single(static p => p.GetProperty("fact").GetString() == "column public.message.body");
        Assert.Equal(
            """[{"name":"type","before":"text","after":"character varying(200)"},{"name":"not_null","before":null,"after":true}]""",
            JsonSerializer.Serialize(body.GetProperty("properties")));
    }

    [Fact]
    public async Task As_Markdown_each_object_is_a_diff_block()
    {
        using var project = TwoChains();
        var result = await plumb.RunAsync(project.Path, "diff", "old", "new", "--format", "markdown");
        Assert.Contains("\n```diff\n+ table public.client\n   1 column, owner postgres\n```\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("\n-      WHERE id > $1\n+      WHERE id >= $1\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_is_equal_but_for_its_name_may_have_been_renamed()
    {
        using var project = new TemporaryProject()
            .With("old/1_t.sql", "CREATE TABLE customer (id int, name text NOT NULL);\n")
            .With("new/1_t.sql", "CREATE TABLE client (id int, name text NOT NULL);\n");
        var result = await plumb.RunAsync(project.Path, "diff", "old", "new");
        Assert.Contains("\n? table public.customer may have been renamed to public.client\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_file_equals_the_chain_that_it_was_taken_of()
    {
        using var project = TwoChains();
        Assert.Equal(0, (await plumb.RunAsync(project.Path, "snapshot", "old", "--output", "old.json")).ExitCode);
        var equal = await plumb.RunAsync(project.Path, "diff", "old.json", "old");
        Assert.True(equal.ExitCode == 0, equal.ToString());
        Assert.Matches("^equal  [0-9]+ facts on both sides, fingerprint [0-9a-f]{16}$", equal.Verdict);
        Assert.Equal(1, (await plumb.RunAsync(project.Path, "diff", "old.json", "new")).ExitCode);
    }

    [Theory]
    [InlineData("snapshot", "nowhere")]
    [InlineData("diff", "old", "nowhere", "--sql")]
    public async Task What_fails_is_told_and_not_written_where_the_result_was_to_be(params string[] arguments)
    {
        using var project = TwoChains().With("kept", "of yesterday");

        var kept = await plumb.RunAsync(project.Path, [.. arguments, "--output", "kept"]);
        var never = await plumb.RunAsync(project.Path, [.. arguments, "--output", "never"]);

        Assert.Equal((2, 2), (kept.ExitCode, never.ExitCode));
        Assert.Contains("error PL550: nowhere is no environment", kept.Output, StringComparison.Ordinal);
        Assert.Equal("of yesterday", await File.ReadAllTextAsync(Path.Combine(project.Path, "kept"), TestContext.Current.CancellationToken));
        Assert.False(File.Exists(Path.Combine(project.Path, "never")));
    }

    [Fact]
    public async Task A_database_is_compared_with_the_chain_as_its_own_role_would_have_run_it()
    {
        using var project = TemporaryProject.WithOneMigration()
            .With("plumb.yaml", "environments:\n  app: { url: \"${APP_DATABASE}\" }\n")
            .With("migrations/20250102000000_reader.sql", "GRANT SELECT ON note TO diff_reader;\n");
        await ExecuteAsync("postgres", "CREATE ROLE diff_app LOGIN", "CREATE ROLE diff_reader", "CREATE DATABASE diff_app OWNER diff_app");
        var app = new NpgsqlConnectionStringBuilder(plumb.ServerConnectionString) { Database = "diff_app", Username = "diff_app" }.ConnectionString;
        var up = await plumb.RunWithAsync([$"APP_DATABASE={app}"], project.Path, "up", "--env", "app");
        Assert.True(up.ExitCode == 0, up.ToString());

        var equal = await plumb.RunWithAsync([$"APP_DATABASE={app}"], project.Path, "diff", "app", ".");
        Assert.True(equal.ExitCode == 0, equal.ToString());

        await ExecuteAsync("diff_app", "ALTER TABLE note OWNER TO postgres");
        var different = await plumb.RunWithAsync([$"APP_DATABASE={app}"], project.Path, "diff", "app", ".");
        Assert.Equal(1, different.ExitCode);
        Assert.Contains("\n~ table public.note\n  ~ owner  role postgres → diff_app\n", different.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_SQL_it_is_the_plan_with_hazards_and_what_is_withheld_in_comments()
    {
        using var project = new TemporaryProject()
            .With("old/1_t.sql", "CREATE TABLE message (id bigint, subject text, sent timestamptz);\n")
            .With("new/1_t.sql", "CREATE TABLE message (id bigint, sent timestamptz);\nCREATE INDEX message_sent ON message (sent);\n");
        var result = await plumb.RunAsync(project.Path, "diff", "old", "new", "--sql");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            """
            -- ! lock on public.message: writes wait; reads go on
            -- ! full scan on public.message: every row is read to build the index
            CREATE INDEX message_sent ON public.message USING btree (sent);

            -- not done, since it would lose something; --allow-drop does it:
            --   drop column public.message.subject: all its values would be lost
            -- ALTER TABLE public.message DROP COLUMN subject;

            """,
            result.Output);
        Assert.Equal("different  1 object: 1 changed\n", result.Error);

        var online = await plumb.RunAsync(project.Path, "diff", "old", "new", "--sql", "--online", "--allow-drop", "--output", "align.sql");
        Assert.Equal(1, online.ExitCode);
        Assert.Contains("CREATE INDEX CONCURRENTLY message_sent ON public.message", project.Read("align.sql"), StringComparison.Ordinal);
        Assert.Contains("\nALTER TABLE public.message DROP COLUMN subject;\n", project.Read("align.sql"), StringComparison.Ordinal);

        var json = await plumb.RunAsync(project.Path, "diff", "old", "new", "--sql", "--format", "json");
        var plan = JsonDocument.Parse(json.Output).RootElement.GetProperty("plan");
        Assert.False(plan.GetProperty("complete").GetBoolean());
        Assert.Equal("Share", plan.GetProperty("steps")[0].GetProperty("hazards")[0].GetProperty("lock").GetString());
    }

    [Fact]
    public async Task A_word_that_means_nothing_is_told_with_what_was_tried()
    {
        using var project = TwoChains();
        var result = await plumb.RunAsync(project.Path, "diff", "old", "locl");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("error PL550: locl is no environment, no URL, no file and no folder\n   found  environments: local", result.Output, StringComparison.Ordinal);
        Assert.Contains("\n   do     write local\n", result.Output, StringComparison.Ordinal);
        Assert.Equal("not compared  nothing was changed", result.Verdict);
    }

    [Theory]
    [InlineData("diff", "old", "new", "--schema", "public", "--schema", "publik")]
    [InlineData("snapshot", "old", "--schema", "publik")]
    public async Task A_schema_that_nothing_has_is_an_error_and_not_an_equality(params string[] arguments)
    {
        using var project = TwoChains();

        var result = await plumb.RunAsync(project.Path, arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("error PL555: nothing that was read has a schema publik\n", result.Error + result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_hold_a_password_is_not_repeated()
    {
        using var project = TwoChains();
        var result = await plumb.RunAsync(project.Path, "diff", "old", "app:s3cret@db.example.com/app");
        Assert.Equal(2, result.ExitCode);
        Assert.DoesNotContain("s3cret", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_that_does_not_replay_is_told_with_its_place()
    {
        using var project = TwoChains().With("new/2_wrong.sql", "ALTER TABLE nothing ADD COLUMN x int;\n");
        var result = await plumb.RunAsync(project.Path, "diff", "old", "new");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--> 2_wrong.sql:1:1\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("\nerror PL552: new does not replay: 2_wrong fails on a throwaway database\n", result.Output, StringComparison.Ordinal);
    }

    private static TemporaryProject TwoChains() => new TemporaryProject()
        .With(
            "old/1_messages.sql",
            """
            CREATE TABLE message (id bigint NOT NULL, body text, subject text, sent timestamptz DEFAULT now());
            CREATE INDEX message_sent ON message (sent);
            CREATE VIEW subjects AS SELECT subject FROM message;
            GRANT SELECT, INSERT ON message TO PUBLIC;
            CREATE FUNCTION unread(smallest int) RETURNS bigint LANGUAGE sql AS $$
              SELECT count(*)
              FROM message
              WHERE id > $1
            $$;

            """)
        .With(
            "new/1_messages.sql",
            """
            CREATE TABLE message (id bigint NOT NULL, body varchar(200) NOT NULL, sent timestamptz DEFAULT clock_timestamp());
            CREATE TABLE client (id int);
            ALTER TABLE message ENABLE ROW LEVEL SECURITY;
            CREATE INDEX message_sent ON message (sent) WHERE body <> 'nothing to see here';
            CREATE INDEX message_body ON message (body);
            CREATE FUNCTION unread(smallest int) RETURNS bigint LANGUAGE sql AS $$
              SELECT count(*)
              FROM message
              WHERE id >= $1
                AND body IS NOT NULL
            $$;

            """);

    private async Task ExecuteAsync(string database, params string[] statements)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(plumb.ServerConnectionString) { Database = database, Pooling = false }.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }
}
