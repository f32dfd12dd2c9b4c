using Plumb.Findings;
using Plumb.Presence;
using Plumb.PostgresTests.Execution;

namespace Plumb.PostgresTests.Presence;

public sealed class AdoptionTests(PostgresServer server)
{
    private static readonly (string, string)[] Files =
    [
        ("migrations/1_parent.sql", "CREATE TABLE parent (id int PRIMARY KEY, name text, gone int);\nCREATE INDEX parent_name ON parent (name);\n"),
        ("migrations/2_child.sql", "ALTER TABLE parent DROP COLUMN gone, ALTER COLUMN name SET NOT NULL;\nCREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a';\n"),
        ("verify/2_child.sql", "-- check: parent has two columns\n-- expect: 2 rows\nSELECT 1 FROM pg_attribute WHERE attrelid = 'parent'::regclass AND attnum > 0 AND NOT attisdropped;\n"),
    ];

    private static string Pasted => string.Concat(Files.Where(static f => f.Item1.StartsWith("migrations", StringComparison.Ordinal)).Select(static f => f.Item2));

    [Fact]
    [Trait("Row", "CH-8")]
    public async Task What_was_pasted_by_hand_is_recorded_once_it_is_shown_to_be_there()
    {
        await using var project = await TestProject.CreateAsync(server, Files);
        await project.ExecuteAsync(Pasted);
        var schema = await project.DumpAsync();

        var result = await project.AdoptAsync(new AdoptionOptions { All = true });

        Assert.True(result.IsRecorded, string.Join('\n', result.Execution.Findings.Select(FindingText.Render)));
        Assert.Equal(["1_parent", "2_child"], result.Presence.Select(static p => p.Migration.Id));
        Assert.Equal(["table public.parent"], result.Presence[0].Objects.Select(static o => o.Id.ToString()));
        Assert.Equal(1, result.Execution.Checks.PassedCount);
        await project.AssertLedgerAsync("1_parent", "2_child");
        Assert.Equal("adopt,adopt", await project.ScalarAsync("SELECT string_agg(action, ',' ORDER BY id) FROM plumb.event"));
        Assert.Equal("0", await project.ScalarAsync("SELECT sum(cardinality(statements)) FROM plumb.event"));
        Assert.Equal(schema, await project.DumpAsync());
        Assert.Empty((await project.UpAsync()).Results);
        Assert.Empty((await project.AdoptAsync(new AdoptionOptions { All = true })).Presence);
        await project.AssertNothingOpenAsync();
    }

    [Theory]
    [Trait("Row", "CH-8")]
    [InlineData("DROP INDEX parent_name", "lacks index public.parent_name", "1_parent")]
    [InlineData("ALTER TABLE parent ALTER COLUMN name DROP NOT NULL", "public.parent.name: not_null", "1_parent,2_child")]
    [InlineData("ALTER TABLE parent ALTER COLUMN id TYPE bigint", "type is bigint, the files make integer", "1_parent")]
    [InlineData("DROP FUNCTION f(int)", "lacks      function public.f(a integer)", "2_child")]
    [InlineData("CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1'", "SELECT a + 1", "2_child")]
    [InlineData("ALTER TABLE parent ADD COLUMN gone int", "remains    column public.parent.gone", "2_child")]
    [InlineData("DROP TABLE parent", "lacks      table public.parent", "1_parent")]
    public async Task What_is_not_as_the_files_make_it_is_named_and_nothing_is_recorded(string change, string line, string incomplete)
    {
        await using var project = await TestProject.CreateAsync(server, Files);
        await project.ExecuteAsync($"{Pasted}{change};");

        var result = await project.AdoptAsync(new AdoptionOptions { All = true });

        Assert.False(result.IsRecorded);
        Assert.Contains(incomplete.Split(',')[0], result.Presence.Where(static p => !p.IsComplete).Select(static p => p.Migration.Id));
        Assert.All(result.Execution.Findings, static f => Told.AssertComplete(f));
        Assert.Contains(result.Execution.Findings.SelectMany(static f => f.Details), d => d.Contains(line, StringComparison.Ordinal));
        await project.AssertLedgerAsync();
    }

    [Fact]
    public async Task Objects_of_other_people_do_not_matter()
    {
        await using var project = await TestProject.CreateAsync(server, Files);
        await project.ExecuteAsync($"{Pasted}ALTER TABLE parent ADD COLUMN theirs int; CREATE TABLE theirs (); GRANT SELECT ON parent TO pg_monitor;");
        project.Delete("verify/2_child.sql");

        Assert.True((await project.AdoptAsync(new AdoptionOptions { Migrations = ["parent", "2"] })).IsRecorded);
        await project.AssertLedgerAsync("1_parent", "2_child");
    }

    [Fact]
    public async Task A_failing_check_keeps_everything_from_being_recorded()
    {
        await using var project = await TestProject.CreateAsync(server, Files);
        await project.ExecuteAsync($"{Pasted}ALTER TABLE parent ADD COLUMN third int;");

        var result = await project.AdoptAsync(new AdoptionOptions { To = "2_child" });

        Assert.False(result.IsRecorded);
        Assert.All(result.Presence, static p => Assert.True(p.IsComplete));
        Assert.False(result.Execution.Checks.Passed);
        await project.AssertLedgerAsync();
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("-- check: nobody is nameless\n-- expect: every row name <> ''\nSELECT name FROM parent WHERE id > 99;\n", false)]
    [InlineData("-- check: the first parent\n-- expect: 1 row\nSELECT 1 FROM parent WHERE id = 1;\n", true)]
    public async Task What_only_changes_rows_is_adopted_only_when_a_check_shows_it(string? verify, bool isRecorded)
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/1_rows.sql", "INSERT INTO parent VALUES (1);\n"), ("migrations/0_parent.sql", "CREATE TABLE parent (id int, name text);\n"));
        await project.ExecuteAsync("CREATE TABLE parent (id int, name text); INSERT INTO parent VALUES (1);");
        if (verify is not null)
        {
            project.Write(("verify/1_rows.sql", verify));
        }

        var result = await project.AdoptAsync(new AdoptionOptions { All = true });

        Assert.Equal(isRecorded, result.IsRecorded);
        Assert.Equal(isRecorded ? [] : [FindingCodes.NothingShowsIt], result.Execution.Findings.Select(static f => f.Code));
    }

    [Fact]
    public async Task Without_names_what_the_Supabase_CLI_recorded_is_adopted()
    {
        await using var project = await TestProject.CreateAsync(server, [.. Files.Select(static f => ($"supabase/{f.Item1.Replace("/1_", "/20250101000001_", StringComparison.Ordinal).Replace("/2_", "/20250101000002_", StringComparison.Ordinal)}", f.Item2))]);
        await project.ExecuteAsync(
            $"""
            {Pasted}CREATE SCHEMA supabase_migrations; CREATE TABLE supabase_migrations.schema_migrations (version text PRIMARY KEY, statements text[], name text);
            INSERT INTO supabase_migrations.schema_migrations VALUES ('20250101000001', '{"{}"}', 'parent'), ('20250101000002', '{"{}"}', 'child');
            """);

        Assert.True((await project.AdoptAsync(new AdoptionOptions())).IsRecorded);

        await project.AssertLedgerAsync("20250101000001_parent", "20250101000002_child");
        Assert.Equal("2", await project.ScalarAsync("SELECT count(*) FROM supabase_migrations.schema_migrations"));
    }

    [Fact]
    public async Task A_question_that_is_answered_with_no_leaves_nothing_behind()
    {
        await using var project = await TestProject.CreateAsync(server, Files);
        await project.ExecuteAsync(Pasted);

        await Assert.ThrowsAsync<UsageException>(() => project.AdoptAsync(new AdoptionOptions
        {
            All = true,
            BeforeChange = static (selected, _) => throw new UsageException(new Finding(FindingCodes.NotConfirmed, Severity.Error, $"{selected.Count} asked")),
        }));

        Assert.Null(await project.ScalarAsync("SELECT to_regclass('plumb.migration')"));
        await project.AssertNothingOpenAsync();
    }

    [Fact]
    public async Task The_shadow_runs_as_the_role_of_the_database_with_its_roles()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/1_owned.sql", "CREATE TABLE owned (id int);\n"));
        var (owner, reader) = (await project.CreateRoleAsync(), await project.CreateRoleAsync());
        project.Write(("migrations/1_owned.sql", $"CREATE TABLE owned (id int);\nGRANT SELECT ON owned TO {reader};\n"));
        await project.ExecuteAsync($"GRANT CREATE ON SCHEMA public TO {owner}; GRANT CREATE ON DATABASE {project.Database} TO {owner}; SET ROLE {owner}; CREATE TABLE owned (id int); GRANT SELECT ON owned TO {reader};");

        var asSuperuser = await project.AdoptAsync(new AdoptionOptions { All = true });
        Assert.Contains(asSuperuser.Presence[0].Objects[0].Differences, static d => d.Contains("owner", StringComparison.Ordinal));
        project.Role = owner;
        var asOwner = await project.AdoptAsync(new AdoptionOptions { All = true });

        Assert.True(asOwner.IsRecorded, string.Join('\n', asOwner.Execution.Findings.Select(FindingText.Render)));
        await project.ExecuteAsync($"DROP SCHEMA plumb CASCADE; DROP OWNED BY {owner}, {reader};");
    }

    [Fact]
    public async Task A_migration_that_cannot_run_on_a_shadow_is_not_adopted()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/1_odd.sql", "ALTER TABLE made_by_hand ADD COLUMN a int;\n"));
        await project.ExecuteAsync("CREATE TABLE made_by_hand (a int)");

        var refused = await Assert.ThrowsAsync<VerificationException>(() => project.AdoptAsync(new AdoptionOptions { All = true }));

        Assert.Equal(FindingCodes.ReplayFailed, refused.Findings[0].Code);
        Assert.Contains(refused.Findings[0].Details, static d => d.Contains("made_by_hand", StringComparison.Ordinal));
        Told.AssertComplete(refused.Findings[0]);
    }

    [Fact]
    public async Task What_changes_while_a_person_is_asked_is_not_recorded()
    {
        await using var project = await TestProject.CreateAsync(server, Files);
        await project.ExecuteAsync(Pasted);

        var refused = await Assert.ThrowsAsync<VerificationException>(
            () => project.AdoptAsync(new AdoptionOptions { All = true, BeforeChange = (_, _) => project.ExecuteAsync("DROP INDEX parent_name") }));

        Assert.Equal(FindingCodes.ChangedMeanwhile, Assert.Single(refused.Findings).Code);
        Told.AssertComplete(refused.Findings[0], hasPlace: false);
        await project.AssertLedgerAsync();
        await project.ExecuteAsync("CREATE INDEX parent_name ON parent (name)");
        Assert.True((await project.AdoptAsync(new AdoptionOptions { All = true, BeforeChange = static (_, _) => Task.CompletedTask })).IsRecorded);
    }

    [Fact]
    public async Task The_record_waits_no_longer_for_the_ledger_than_a_statement_does()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/0_first.sql", "SELECT 1;\n"));
        await project.MustApplyAsync();
        project.Write([.. Files.Select(static f => (f.Item1, f.Item2))]);
        await project.ExecuteAsync(Pasted);
        project.Execution = project.Execution with { LockTimeout = TimeSpan.FromMilliseconds(200) };
        await using var other = await project.OpenAsync();
        await TestProject.ExecuteAsync(other, "BEGIN; LOCK TABLE plumb.event IN SHARE MODE;");

        var locked = await Assert.ThrowsAsync<LockedException>(() => project.AdoptAsync(new AdoptionOptions { All = true }));

        Told.AssertComplete(Assert.Single(locked.Findings), hasPlace: false);
        await TestProject.ExecuteAsync(other, "ROLLBACK");
        await project.AssertLedgerAsync("0_first");
    }

    [Theory]
    [InlineData("INSERT INTO parent VALUES (1)", null, true)]
    [InlineData("WITH t AS (SELECT 1 AS id) INSERT INTO parent SELECT id FROM t", null, true)]
    [InlineData("WITH t AS (SELECT 1 AS id) SELECT id FROM t", null, false)]
    [InlineData("INSERT INTO parent VALUES (1)", "-- check: the first parent\n-- expect: 1 row\nSELECT 1 FROM parent WHERE id = 1;\n", false)]
    public async Task Rows_that_nothing_shows_are_named_beside_the_objects(string statement, string? verify, bool isNamed)
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/1_rows.sql", $"CREATE TABLE parent (id int);\n{statement};\n"));
        await project.ExecuteAsync("CREATE TABLE parent (id int); INSERT INTO parent VALUES (1);");
        if (verify is not null)
        {
            project.Write(("verify/1_rows.sql", verify));
        }

        var result = await project.AdoptAsync(new AdoptionOptions { All = true });

        Assert.True(result.IsRecorded);
        var named = result.Execution.Findings.Where(static f => f.Code == FindingCodes.RowsNotShown).ToList();
        Assert.Equal(isNamed ? [2] : [], named.Select(static f => f.Place!.Line));
        Assert.All(named, static f => Told.AssertComplete(f));
    }

    [Fact]
    public async Task What_is_made_and_removed_again_is_said_to_show_nothing()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/1_made.sql", "CREATE TABLE passing (id int); CREATE TABLE stays (id int);\n"), ("migrations/2_gone.sql", "DROP TABLE passing;\n"));
        await project.ExecuteAsync("CREATE TABLE stays (id int)");

        var result = await project.AdoptAsync(new AdoptionOptions { All = true });

        Assert.True(result.IsRecorded);
        var finding = Assert.Single(result.Execution.Findings);
        Assert.Equal(FindingCodes.LeavesNothing, finding.Code);
        Assert.Equal(["table public.passing: made by 1_made, removed by 2_gone"], finding.Details);
        Told.AssertComplete(finding, hasPlace: false);
    }
}
