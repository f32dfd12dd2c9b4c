using Plumb.Execution;
using Plumb.Findings;

namespace Plumb.PostgresTests.Execution;

/// <summary>Which migrations run, and in which order.</summary>
public sealed class SelectionTests(PostgresServer server)
{
    private static (string Path, string Text) Table(string id, string header = "") => ($"migrations/{id}.sql", $"{header}CREATE TABLE t_{id} ();\n");

    [Theory]
    [InlineData("002_b")]
    [InlineData("002")]
    [InlineData("b")]
    [InlineData("002_b.sql")]
    public async Task To_applies_up_to_and_with_one(string name)
    {
        await using var project = await TestProject.CreateAsync(server, Table("001_a"), Table("002_b"), Table("003_c"));

        await project.MustApplyAsync(new UpgradeOptions { To = name });
        await project.AssertLedgerAsync("001_a", "002_b");

        await project.MustApplyAsync();
        await project.AssertLedgerAsync("001_a", "002_b", "003_c");
    }

    [Fact]
    [Trait("Row", "VS-3")]
    public async Task Only_applies_one_with_what_it_requires_before_it()
    {
        await using var project = await TestProject.CreateAsync(
            server, Table("001_a", "-- plumb: requires 002_b\n"), Table("002_b", "-- plumb: requires 003_c\n"), Table("003_c"), Table("004_d"));

        await project.MustApplyAsync(new UpgradeOptions { Only = ["001_a"] });

        await project.AssertLedgerAsync("003_c", "002_b", "001_a");
    }

    [Fact]
    public async Task A_name_that_no_migration_has_suggests_the_nearest()
    {
        await using var project = await TestProject.CreateAsync(server, Table("001_create_users"));

        foreach (var options in new[] { new UpgradeOptions { To = "001_create_user" }, new UpgradeOptions { Only = ["001_create_user"] } })
        {
            var refused = await Assert.ThrowsAsync<UsageException>(() => project.UpAsync(options));
            Assert.Equal((ExitCode.Usage, FindingCodes.UnknownMigration), (refused.ExitCode, refused.Findings[0].Code));
            Assert.Contains("001_create_users", refused.Findings[0].Meaning, StringComparison.Ordinal);
        }

        await project.AssertLedgerAsync();
    }

    [Fact]
    public async Task Atomic_applies_all_or_nothing()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            Table("001_a"),
            ("migrations/002_b.sql", "CREATE TABLE t_002_b AS SELECT 1 AS id;\n"),
            ("require/002_b.sql", "-- check: the first is there\n-- expect: rows\nSELECT 1 FROM pg_class WHERE relname = 't_001_a';\n"),
            ("migrations/003_c.sql", "CREATE TABLE t_001_a ();\n"));
        var before = await project.DumpAsync();

        var failed = await project.UpAsync(new UpgradeOptions { IsAtomic = true });

        Assert.Equal("migrations/003_c.sql:1:1", Told.OneFinding(failed).Place!.ToString());
        Assert.All(failed.Results, static r => Assert.Equal(MigrationOutcome.RolledBack, r.Outcome));
        Assert.Equal(["001_a", "002_b", "003_c"], failed.Results.Select(static r => r.Migration.Id));
        Assert.Equal(before, await project.DumpAsync());
        await project.AssertLedgerAsync();

        project.Write(Table("003_c"));
        await project.MustApplyAsync(new UpgradeOptions { IsAtomic = true });
        await project.AssertLedgerAsync("001_a", "002_b", "003_c");
        Assert.Equal("1", await project.ScalarAsync("SELECT count(DISTINCT xmin::text) FROM plumb.migration"));
    }

    [Fact]
    public async Task Atomic_blames_the_file_that_breaks_a_deferred_constraint_and_keeps_constraints_deferred_for_the_next()
    {
        const string Tables = "CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (a int REFERENCES a DEFERRABLE INITIALLY DEFERRED);\n";
        const string ChildFirst = "INSERT INTO b VALUES (1);\nINSERT INTO a VALUES (1);\n";
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", Tables + "INSERT INTO b VALUES (7);\n"),
            ("migrations/002_b.sql", ChildFirst),
            ("migrations/003_c.sql", "CREATE TABLE c ();\n"));

        var failed = await project.UpAsync(new UpgradeOptions { IsAtomic = true });

        var finding = Told.OneFinding(failed);
        Assert.Equal(FindingCodes.ForeignKeyViolation, finding.Code);
        Assert.Equal(("001_a", "migrations/001_a.sql"), (failed.Results[^1].Migration.Id, finding.Place!.File));
        await project.AssertLedgerAsync();

        project.Write(("migrations/001_a.sql", Tables));
        await project.MustApplyAsync(new UpgradeOptions { IsAtomic = true });
        await project.AssertLedgerAsync("001_a", "002_b", "003_c");
    }

    [Fact]
    public async Task Atomic_refuses_what_cannot_share_a_transaction()
    {
        await using var project = await TestProject.CreateAsync(server, Table("001_a"), ("migrations/002_b.sql", "VACUUM;\n"));

        var refused = await Assert.ThrowsAsync<MigrationFileException>(() => project.UpAsync(new UpgradeOptions { IsAtomic = true }));
        Told.AssertComplete(Assert.Single(refused.Findings));
        Assert.Equal(FindingCodes.NotTransactional, refused.Findings[0].Code);
        await project.AssertLedgerAsync();

        project.Write(("migrations/002_b.sql", "CREATE TABLE b (id int);\n"), ("migrations/003_c.sql", "ALTER TYPE e ADD VALUE 'b';\nCREATE TABLE c AS SELECT 'b'::e;\n"));
        await project.ExecuteAsync("CREATE TYPE e AS ENUM ('a')");
        var late = await Assert.ThrowsAsync<VerificationException>(() => project.UpAsync(new UpgradeOptions { IsAtomic = true }));
        Told.AssertComplete(Assert.Single(late.Findings));
        Assert.Equal(FindingCodes.NotTransactional, late.Findings[0].Code);
        Assert.Null(await project.ScalarAsync("SELECT to_regclass('t_001_a')::text"));
        await project.AssertLedgerAsync();
    }

    [Fact]
    public async Task A_file_for_other_environments_is_left_out_and_refused_when_asked_for()
    {
        await using var project = await TestProject.CreateAsync(server, Table("001_a", "-- plumb: only production\n"), Table("002_b", "-- plumb: only test, production\n"));

        await project.MustApplyAsync();
        await project.AssertLedgerAsync("002_b");
        Assert.Equal(MigrationState.Excluded, (await project.StatusAsync()).Before.Migrations[0].State);

        foreach (var options in new[] { new UpgradeOptions { Only = ["001_a"] }, new UpgradeOptions { To = "001_a" } })
        {
            var refused = await Assert.ThrowsAsync<UsageException>(() => project.UpAsync(options));
            Told.AssertComplete(Assert.Single(refused.Findings));
            Assert.Equal(FindingCodes.ExcludedHere, refused.Findings[0].Code);
        }
    }

    [Fact]
    public async Task What_requires_a_file_that_is_left_out_here_is_refused_with_what_it_lacks()
    {
        await using var project = await TestProject.CreateAsync(server, Table("001_a", "-- plumb: only production\n"), Table("002_b", "-- plumb: requires 001_a\n"));

        var refused = await Assert.ThrowsAsync<VerificationException>(() => project.UpAsync());

        Told.AssertComplete(Assert.Single(refused.Findings));
        Assert.Equal(FindingCodes.RequiredNotApplied, refused.Findings[0].Code);
        await project.AssertLedgerAsync();
    }

    [Fact]
    public async Task A_pending_file_that_others_have_overtaken_runs_and_is_noted()
    {
        await using var project = await TestProject.CreateAsync(server, Table("001_a"), Table("003_c"));
        await project.MustApplyAsync();
        project.Write(Table("002_b"), Table("004_d"));

        var result = await project.MustApplyAsync();

        var note = Assert.Single(result.Findings);
        Assert.Equal((FindingCodes.OutOfOrder, Severity.Note), (note.Code, note.Severity));
        Assert.StartsWith("002_b runs after 003_c", note.Message, StringComparison.Ordinal);
        await project.AssertLedgerAsync("001_a", "003_c", "002_b", "004_d");
    }

    [Fact]
    public async Task Repeatable_files_run_after_the_others_in_the_order_of_their_dependencies_and_again_when_they_change()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", "CREATE TABLE a AS SELECT 1 AS id;\n"),
            ("repeatable/a_view.sql", "-- plumb: requires z_function\nCREATE OR REPLACE VIEW a_view AS SELECT z() AS one;\n"),
            ("repeatable/z_function.sql", "CREATE OR REPLACE FUNCTION z() RETURNS int LANGUAGE sql AS 'SELECT id FROM a';\n"),
            ("verify/z_function.sql", "-- check: it answers\n-- expect: rows\nSELECT z();\n"));
        await project.MustApplyAsync();
        await project.AssertLedgerAsync("001_a", "z_function", "a_view");

        Assert.Empty((await project.MustApplyAsync()).Results);

        project.Write(("repeatable/z_function.sql", "CREATE OR REPLACE FUNCTION z() RETURNS int LANGUAGE sql AS 'SELECT id + 1 FROM a';\n"));
        Assert.Equal("z_function", Assert.Single((await project.MustApplyAsync()).Results).Migration.Id);
        Assert.Equal("2", await project.ScalarAsync("SELECT one FROM a_view"));
        await project.AssertLedgerAsync("001_a", "a_view", "z_function");

        project.Write(("repeatable/z_function.sql", "CREATE OR REPLACE FUNCTION z() RETURNS int LANGUAGE sql AS 'SELECT NULL::int WHERE false';\n"), ("verify/z_function.sql", "-- check: it answers\n-- expect: value 2\nSELECT z();\n"));
        Assert.False((await project.UpAsync()).Succeeded);
        Assert.Equal("2", await project.ScalarAsync("SELECT one FROM a_view"));
        await project.AssertLedgerAsync("001_a", "a_view", "z_function");
    }

    [Fact]
    [Trait("Row", "WP-12")]
    public async Task Health_checks_run_in_the_transaction_of_the_last_migration()
    {
        await using var project = await TestProject.CreateAsync(
            server, Table("001_a"), Table("002_b"),
            ("verify/_always.sql", "-- check: no more than one table\n-- expect: at most 1 row\nSELECT relname FROM pg_class WHERE relname LIKE 't\\_%';\n"));

        var failed = await project.UpAsync();

        Assert.Equal([MigrationOutcome.Applied, MigrationOutcome.RolledBack], failed.Results.Select(static r => r.Outcome));
        Assert.Equal("no more than one table", Assert.Single(failed.Results[1].Checks.Results).Check.Title);
        await project.AssertLedgerAsync("001_a");
        Assert.Null(await project.ScalarAsync("SELECT to_regclass('t_002_b')::text"));
    }

    [Fact]
    public async Task An_empty_file_and_one_with_comments_only_can_be_applied()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_empty.sql", ""), ("migrations/002_comment.sql", "-- nothing yet\n"), Table("003_c"));

        await project.MustApplyAsync();

        await project.AssertLedgerAsync("001_empty", "002_comment", "003_c");
    }

    [Fact]
    public async Task A_thousand_files_are_applied_and_read_again()
    {
        await using var project = await TestProject.CreateAsync(
            server, [.. Enumerable.Range(1, 1000).Select(static i => ($"supabase/migrations/{i:D4}_m.sql", $"CREATE TABLE t{i} (id int);\n"))]);

        var result = await project.MustApplyAsync();

        Assert.Equal(1000, result.Results.Count);
        Assert.Equal("1000,1000,1000", await project.ScalarAsync(
            "SELECT (SELECT count(*) FROM plumb.migration) || ',' || (SELECT count(*) FROM supabase_migrations.schema_migrations) || ',' || (SELECT count(*) FROM pg_class WHERE relname ~ '^t\\d+$')"));
        Assert.Empty((await project.MustApplyAsync()).Results);
    }
}
