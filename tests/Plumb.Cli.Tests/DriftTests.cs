using System.Text.Json;
using Npgsql;

namespace Plumb.Cli.Tests;

public sealed class DriftTests(PlumbProgram plumb)
{
    private static int databases;

    [Fact]
    [Trait("Row", "AV-9")]
    public async Task A_database_as_its_ledger_says_is_true_and_what_is_changed_by_hand_is_found_and_dated()
    {
        await using var production = await CreateAsync("observe: true");
        await production.MustAsync("up", "--env", "production", "--to", "1");
        Assert.StartsWith("true  ", (await production.MustAsync("drift", "--env", "production")).Verdict, StringComparison.Ordinal);

        await production.ExecuteAsync("CREATE TABLE hotfix (id int, since timestamptz)", "ALTER TABLE note ADD COLUMN extra int DEFAULT 3");
        await production.MustAsync("up", "--env", "production");
        await production.ExecuteAsync("DROP FUNCTION words", "CREATE INDEX later ON note (text)");
        var ledger = await production.LedgerAsync();
        var drift = await production.RunAsync("drift", "--env", "production");
        Assert.Equal(1, drift.ExitCode);
        Assert.Equal(
            """
            - function public.words(n public.note)
                owner drift_app
                when      after event 2, apply 2_words, TIME

            + table public.hotfix
                2 columns, owner drift_app
                when      after event 1, apply 1_notes, TIME
                          before event 2, apply 2_words, TIME

            ~ table public.note
              + column extra           integer
              + column extra, default  3
              + index later            USING btree (text)
                when      after event 1, apply 1_notes, TIME
                          before event 2, apply 2_words, TIME
                          and again after event 2, apply 2_words, TIME

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
        await production.MustAsync("up", "--env", "production", "--yes");
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
    public async Task Without_observations_the_ledger_cannot_tell_when()
    {
        await using var production = await CreateAsync("protected: false");
        await production.MustAsync("up", "--env", "production");
        await production.ExecuteAsync("ALTER TABLE note ALTER COLUMN text SET DEFAULT ''");
        var drift = await production.RunAsync("drift", "--env", "production");
        Assert.Contains("\nnote PL563: the ledger of production does not tell when that happened: its runs are not observed\n", drift.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_taken_back_is_not_expected_and_what_runs_again_counts_as_it_ran_last()
    {
        await using var production = await CreateAsync("observe: true");
        production.Project
            .With("revert/2_words.sql", "DROP FUNCTION words;\n")
            .With("repeatable/titles.sql", "CREATE OR REPLACE VIEW titles AS SELECT id FROM note;\n");
        await production.MustAsync("up", "--env", "production");
        production.Project.With("repeatable/titles.sql", "CREATE OR REPLACE VIEW titles AS SELECT id, text FROM note;\n");
        await production.MustAsync("up", "--env", "production");
        await production.MustAsync("down", "--env", "production");
        var drift = await production.RunAsync("drift", "--env", "production");
        Assert.True(drift.ExitCode == 0, drift.ToString());
        Assert.DoesNotContain("words", drift.Output, StringComparison.Ordinal);
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
        System.Text.RegularExpressions.Regex.Replace(output[(output.IndexOf("\n\n", StringComparison.Ordinal) + 2)..], @"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC", "TIME");

    private async Task<Production> CreateAsync(string setting)
    {
        var name = $"drift_{Interlocked.Increment(ref databases)}";
        var administrator = new NpgsqlConnectionStringBuilder(plumb.ServerConnectionString) { Pooling = false };
        await Production.ExecuteAsync(
            administrator.ConnectionString,
            "DO $$ BEGIN CREATE ROLE drift_app LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$",
            $"CREATE DATABASE {name} OWNER drift_app");
        var app = new NpgsqlConnectionStringBuilder(administrator.ConnectionString) { Database = name, Username = "drift_app" };
        var project = new TemporaryProject()
            .With("plumb.yaml", $"environments:\n  production: {{ url: \"${{APP_DATABASE}}\", {setting} }}\n")
            .With("migrations/1_notes.sql", "CREATE TABLE note (id int PRIMARY KEY, text text NOT NULL);\n")
            .With("migrations/2_words.sql", "CREATE FUNCTION words(n note) RETURNS int LANGUAGE sql AS 'SELECT length(n.text)';\n");
        return new Production(plumb, project, app.ConnectionString, administrator.ConnectionString, name);
    }

    private sealed record Production(PlumbProgram Plumb, TemporaryProject Project, string ConnectionString, string Administrator, string Name) : IAsyncDisposable
    {
        public Task<ProgramOutput> RunAsync(params string[] arguments) => Plumb.RunWithAsync([$"APP_DATABASE={ConnectionString}"], Project.Path, arguments);

        public async Task<ProgramOutput> MustAsync(params string[] arguments)
        {
            var result = await RunAsync(arguments);
            Assert.True(result.ExitCode == 0, result.ToString());
            return result;
        }

        public Task ExecuteAsync(params string[] statements) => ExecuteAsync(ConnectionString, statements);

        public async Task<string> LedgerAsync()
        {
            await using var connection = new NpgsqlConnection(ConnectionString);
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand("SELECT schema_to_xml('plumb', true, false, '')::text", connection);
            return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        }

        public static async Task ExecuteAsync(string connectionString, params string[] statements)
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            foreach (var statement in statements)
            {
                await using var command = new NpgsqlCommand(statement, connection);
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }
        }

        public async ValueTask DisposeAsync()
        {
            Project.Dispose();
            await ExecuteAsync(Administrator, $"DROP DATABASE {Name} WITH (FORCE)");
        }
    }
}
