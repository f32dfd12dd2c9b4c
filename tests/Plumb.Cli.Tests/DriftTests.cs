using System.Text.Json;
using System.Text.RegularExpressions;

namespace Plumb.Cli.Tests;

public sealed class DriftTests(PlumbProgram plumb)
{
    [Fact]
    [Trait("Row", "AV-9")]
    public async Task A_database_as_its_ledger_says_is_true_and_what_is_changed_by_hand_is_found_and_dated()
    {
        await using var production = await CreateAsync("observe: true");
        await production.MustAsync("up", "--env", "production", "--to", "1");
        Assert.StartsWith("true  ", (await production.MustAsync("drift", "--env", "production")).Verdict, StringComparison.Ordinal);

        await production.ExecuteAsync("CREATE TABLE hotfix (id int, since timestamptz)", "ALTER TABLE note ADD COLUMN extra int DEFAULT 3");
        await production.MustAsync("up", "--env", "production");
        await production.ExecuteAsync("DROP TABLE word", "CREATE INDEX later ON note (text)");
        var ledger = await production.LedgerAsync();
        var drift = await production.RunAsync("drift", "--env", "production");
        Assert.Equal(1, drift.ExitCode);
        Assert.Equal(
            """
            + table public.hotfix
                2 columns, owner drift_app
                when      after event 1, apply 1_notes, TIME
                          before event 2, apply 2_words, TIME
                database  -- ! data loss on public.hotfix: all its rows are lost
                          DROP TABLE public.hotfix;
                chain     CREATE TABLE public.hotfix (
                            id integer,
                            since timestamp with time zone
                          );

            ~ table public.note
              + column extra           integer
              + column extra, default  3
              + index later            USING btree (text)
                when      after event 1, apply 1_notes, TIME
                          before event 2, apply 2_words, TIME
                          and again after event 2, apply 2_words, TIME
                database  DROP INDEX public.later;
                          -- ! data loss on public.note.extra: all its values are lost
                          ALTER TABLE public.note DROP COLUMN extra;
                chain     ALTER TABLE public.note ADD COLUMN extra integer DEFAULT 3;
                          CREATE INDEX later ON public.note USING btree (text);

            - table public.word
                1 column, 1 constraint, 1 index, owner drift_app
                when      after event 2, apply 2_words, TIME
                database  CREATE TABLE public.word (
                            id integer NOT NULL,
                            CONSTRAINT word_pkey PRIMARY KEY (id)
                          );
                chain     -- ! data loss on public.word: all its rows are lost
                          DROP TABLE public.word;

              database: what makes it as the ledger says; chain: what makes the chain say what is there

              Keep what production has in a migration: plumb drift --env production --write NAME

            out of plumb  3 objects: 1 not recorded, 1 missing, 1 changed

            """,
            Normalized(drift.Output));
        Assert.Equal(ledger, await production.LedgerAsync());
    }

    [Fact]
    public async Task As_JSON_each_object_has_the_entries_between_which_it_changed()
    {
        await using var production = await CreateAsync("protected: true");
        await production.MustAsync("up", "--env", "production", "--yes", "--unproven", "drift is what is looked at");
        await production.ExecuteAsync("GRANT SELECT ON note TO PUBLIC");
        var drift = await production.RunAsync("drift", "--env", "production", "--format", "json");
        Assert.Equal(1, drift.ExitCode);
        var note = JsonDocument.Parse(drift.Output).RootElement.GetProperty("difference").GetProperty("objects").EnumerateArray().Single();
        Assert.Equal("grant of SELECT to public on table public.note", note.GetProperty("parts")[0].GetProperty("fact").GetString());
        Assert.Equal(2, note.GetProperty("after").GetProperty("event").GetInt32());
        Assert.Equal("2_words", note.GetProperty("after").GetProperty("migration").GetString());
        Assert.Equal(JsonValueKind.Null, note.GetProperty("before").ValueKind);
    }

    [Fact]
    public async Task The_DDL_that_mends_makes_the_database_what_pg_dump_saw_before()
    {
        await using var production = await CreateAsync("observe: true");
        await production.MustAsync("up", "--env", "production");
        var before = await production.DumpAsync();
        await production.ExecuteAsync(
            "CREATE TABLE hotfix (id int)",
            "ALTER TABLE note ADD COLUMN extra int DEFAULT 3, ALTER COLUMN text SET DEFAULT ''",
            "CREATE INDEX later ON note (text)",
            "DROP TABLE word");
        var careful = await production.RunAsync("drift", "--env", "production", "--sql");
        Assert.Contains("\n-- DROP TABLE public.hotfix;\n", careful.Output, StringComparison.Ordinal);
        Assert.Contains("\n--   drop table public.hotfix: all its rows would be lost\n", careful.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("public.hotfix.id", careful.Output, StringComparison.Ordinal);

        var script = await production.RunAsync("drift", "--env", "production", "--sql", "--allow-drop");
        Assert.Equal(1, script.ExitCode);
        await production.PsqlAsync(script.Output);
        Assert.Equal(before, await production.DumpAsync());
        await production.MustAsync("drift", "--env", "production");
    }

    [Fact]
    [Trait("Row", "AV-9")]
    public async Task What_only_the_database_has_becomes_a_migration_that_makes_it_elsewhere()
    {
        await using var production = await CreateAsync("observe: true");
        await production.MustAsync("up", "--env", "production");
        await production.ExecuteAsync("CREATE TABLE hotfix (id int NOT NULL, title text DEFAULT 'new')", "CREATE INDEX later ON note (text)", "ALTER TABLE note ENABLE ROW LEVEL SECURITY");
        var wanted = await production.DumpAsync();
        var written = await production.MustAsync("drift", "--env", "production", "--write", "adopt hotfix");
        Assert.Matches("^written  migrations/[0-9]{14}_adopt_hotfix.sql$", written.Output.Split('\n').Single(static l => l.StartsWith("written", StringComparison.Ordinal)));

        Assert.Matches("\n  Read the files, then record them there: plumb adopt [0-9]{14}_adopt_hotfix --env production\n", written.Output);

        await using var staging = await CreateAsync("observe: true", production.Project);
        var up = await staging.MustAsync("up", "--env", "production");
        Assert.Contains("6 of 6 required checks PASS", up.Verdict, StringComparison.Ordinal);
        Assert.Equal(wanted, await staging.DumpAsync());
        var down = await staging.MustAsync("down", "--env", "production");
        Assert.StartsWith("taken back  1 migration", down.Verdict, StringComparison.Ordinal);
        Assert.DoesNotContain("hotfix", await staging.DumpAsync(), StringComparison.Ordinal);

        await production.MustAsync("adopt", "adopt_hotfix", "--env", "production");
        await production.MustAsync("drift", "--env", "production");
        await production.ExecuteAsync("CREATE TABLE latest ()");
        Assert.Matches("\n    when      after event 3, adopt [0-9]{14}_adopt_hotfix, ", (await production.RunAsync("drift", "--env", "production")).Output);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    public async Task No_line_but_a_statement_is_wider_than_the_terminal(int columns)
    {
        await using var production = await CreateAsync("observe: true");
        production.Project.With("migrations/3_a_migration_with_a_name_that_is_longer_than_those_of_most_others.sql", "SELECT 1;\n");
        await production.MustAsync("up", "--env", "production");
        await production.ExecuteAsync(
            "CREATE TABLE a_table_with_a_long_name (id int)",
            "ALTER TABLE note ALTER COLUMN text SET DEFAULT 'some words and some more words that will not fit into one line of a terminal'");

        var drift = await production.RunAtWidthAsync(columns, "drift", "--env", "production");

        var lines = drift.Output.Replace("\e[?1h\e=", "", StringComparison.Ordinal).Split('\n').Select(static l => l.TrimEnd('\r')).ToList();
        Assert.Contains(lines, static l => l.StartsWith("    when      after event 3, apply", StringComparison.Ordinal));
        Assert.Contains(lines, static l => l.Contains("-- ! data loss on", StringComparison.Ordinal));
        Assert.All(lines.Where(static l => !l.Contains("  ALTER TABLE ONLY public.note", StringComparison.Ordinal)), l => Assert.True(l.Length <= columns, l));
    }

    [Fact]
    public async Task An_observation_whose_event_was_taken_away_is_named_and_dates_nothing()
    {
        await using var production = await CreateAsync("observe: true");
        await production.MustAsync("up", "--env", "production", "--to", "1");
        await production.MustAsync("up", "--env", "production");
        await production.ExecuteAsSuperuserAsync(
            "ALTER TABLE plumb.event DISABLE TRIGGER append_only", "DELETE FROM plumb.event WHERE id = 2", "DELETE FROM plumb.migration WHERE event_id = 2");

        var drift = await production.RunAsync("drift", "--env", "production");

        Assert.Equal(1, drift.ExitCode);
        Assert.Contains("\nwarning PL568: the schema was observed after event 2, and the ledger has no such event\n", drift.Output, StringComparison.Ordinal);
        Assert.Contains("\n+ table public.word\n    1 column, 1 constraint, 1 index, owner drift_app\n    when      after event 1, apply 1_notes, ", drift.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("before event", drift.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_statement_mends_is_one_note_that_names_it_all()
    {
        await using var production = await CreateAsync("observe: true");
        await production.MustAsync("up", "--env", "production");
        await production.ExecuteAsync("ALTER TABLE note DROP COLUMN id, ADD COLUMN id int", "CREATE TABLE word_of (LIKE note)", "DROP TABLE word", "CREATE TABLE word (extra int, id int PRIMARY KEY)", "ALTER TABLE word DROP COLUMN extra, ADD COLUMN text text");

        var drift = await production.RunAsync("drift", "--env", "production");

        Assert.Single(Regex.Matches(drift.Output, "PL565"));
        Assert.Contains("\nnote PL565: the statements above do not mend all of it\n   found  ", drift.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_on_the_command_line_comes_into_no_file_and_no_output()
    {
        await using var production = await CreateAsync("observe: true");
        await production.MustAsync("up", "--env", "production");
        await production.ExecuteAsync("CREATE TABLE hotfix (id int)");

        var written = await production.MustAsync("drift", "--env", $"{production.ConnectionString};Password=hunter2", "--write", "hotfix");

        Assert.StartsWith("written  ", written.Output.Split('\n').Single(static l => l.StartsWith("written", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", written.ToString(), StringComparison.Ordinal);
        Assert.All(
            Directory.EnumerateFiles(production.Project.Path, "*_hotfix.sql", SearchOption.AllDirectories),
            static file => Assert.DoesNotContain("hunter2", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_observations_the_ledger_cannot_tell_when()
    {
        await using var production = await CreateAsync("protected: false");
        await production.MustAsync("up", "--env", "production");
        await production.ExecuteAsync("ALTER TABLE note ALTER COLUMN text SET DEFAULT ''");
        var drift = await production.RunAsync("drift", "--env", "production");
        Assert.Contains("\nnote PL563: the ledger of production does not tell when that happened: its runs are not observed\n", drift.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_cannot_be_observed_is_a_warning_and_the_run_is_done()
    {
        await using var production = await CreateAsync("observe: true");
        await production.ExecuteAsSuperuserAsync("REVOKE SELECT ON pg_catalog.pg_trigger FROM PUBLIC");
        var up = await production.MustAsync("up", "--env", "production");
        Assert.Contains("warning PL564: the schema could not be observed after the run: ", up.Output, StringComparison.Ordinal);
        Assert.StartsWith("applied  2 migrations", up.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_taken_back_is_not_expected_and_what_runs_again_counts_as_it_ran_last()
    {
        await using var production = await CreateAsync("observe: true");
        production.Project
            .With("revert/2_words.sql", "DROP TABLE word;\n")
            .With("repeatable/titles.sql", "CREATE OR REPLACE VIEW titles AS SELECT id FROM note;\n");
        await production.MustAsync("up", "--env", "production");
        production.Project.With("repeatable/titles.sql", "CREATE OR REPLACE VIEW titles AS SELECT id, text FROM note;\n");
        await production.MustAsync("up", "--env", "production");
        await production.MustAsync("down", "--env", "production");
        var drift = await production.RunAsync("drift", "--env", "production");
        Assert.True(drift.ExitCode == 0, drift.ToString());
        Assert.DoesNotContain("word", drift.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_file_is_replayed_as_it_ran()
    {
        await using var production = await CreateAsync("observe: true");
        await production.MustAsync("up", "--env", "production");
        production.Project.With("migrations/1_notes.sql", "CREATE TABLE note (id bigint PRIMARY KEY);\n");
        var drift = await production.RunAsync("drift", "--env", "production");
        Assert.True(drift.ExitCode == 0, drift.ToString());
        Assert.Contains("warning PL3", drift.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_recorded_everything_is_unrecorded()
    {
        await using var production = await CreateAsync("observe: true");
        await production.ExecuteAsync("CREATE TABLE found (id int)");
        var drift = await production.RunAsync("drift", "--env", "production");
        Assert.Equal(1, drift.ExitCode);
        Assert.Contains("\n+ table public.found\n", drift.Output, StringComparison.Ordinal);
        Assert.Contains("warning PL562: nothing is recorded in ", drift.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_self_test_finds_what_it_planted_and_nothing_else()
    {
        await using var production = await CreateAsync("observe: true");
        var test = await production.MustAsync("drift", "--self-test", "--format", "json");
        var planted = JsonDocument.Parse(test.Output).RootElement.GetProperty("selfTest").EnumerateArray().ToList();
        Assert.Equal(
            ["a table", "a default", "a grant", "a policy", "a trigger", "an INVALID index"],
            planted.Select(static p => p.GetProperty("planted").GetString()!));
        Assert.All(planted, static p => Assert.True(p.GetProperty("found").GetBoolean()));
        Assert.Equal("index public.plumb_planted_idx", planted[^1].GetProperty("fact").GetString());
    }

    // From the objects on, without times.
    private static string Normalized(string output) =>
        Regex.Replace(output[(output.IndexOf("\n\n", StringComparison.Ordinal) + 2)..], @"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC", "TIME");

    private Task<ServedProject> CreateAsync(string setting, TemporaryProject? shared = null) => ServedProject.CreateAsync(
        plumb,
        (shared ?? new TemporaryProject())
            .With("plumb.yaml", $"environments:\n  production: {{ url: \"${{APP_DATABASE}}\", {setting} }}\n")
            .With("migrations/1_notes.sql", "CREATE TABLE note (id int PRIMARY KEY, text text NOT NULL);\n")
            .With("migrations/2_words.sql", "CREATE TABLE word (id int PRIMARY KEY);\n"));
}
