using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Tests.Migrations;

/// <summary>Chains as other tools keep them.</summary>
public sealed class FileStyleTests
{
    [Theory]
    [InlineData("migrations")]
    [InlineData("db/migrations")]
    [InlineData("")]
    public void Pairs_of_up_and_down_files_are_one_migration_each(string folder)
    {
        var prefix = folder.Length == 0 ? "" : folder + "/";
        using var project = TemporaryProject.With(
            (prefix + "1_users.up.sql", "SELECT 'up';\n"), (prefix + "1_users.down.sql", "SELECT 'down';\n"),
            (prefix + "10_late.up.sql", null), (prefix + "2_early.up.sql", null), (prefix + "2_early.down.sql", "-- nothing\n"));
        var chain = project.Read();
        Assert.Empty(chain.Findings);
        Assert.Equal("golang-migrate", chain.Tool);
        Assert.Equal(["1_users", "2_early", "10_late"], chain.Versioned.Select(static m => m.Id));
        Assert.Equal(("1", "users", prefix + "1_users.up.sql"), (chain.Versioned[0].Version.Digits, chain.Versioned[0].Name, chain.Versioned[0].File));
        Assert.Equal("SELECT 'down'", Assert.Single(chain.Versioned[0].Revert!.Statements).Text);
        Assert.Null(chain.Versioned[2].Revert);
    }

    [Fact]
    public void A_file_of_dbmate_is_divided_at_its_marks_and_keeps_its_places()
    {
        using var project = TemporaryProject.With(
            ("db/migrations/20250112_users.sql", "-- migrate:up\nCREATE TABLE t ();\n\n-- migrate:down\n  DROP TABLE t;\n"),
            ("db/migrations/20250113_index.sql", "-- migrate:up transaction:false\nCREATE INDEX CONCURRENTLY i ON t (id);\n-- migrate:down\n"));
        var chain = project.Read();
        Assert.Empty(chain.Findings);
        Assert.Equal("dbmate", chain.Tool);
        var (users, index) = (chain.Versioned[0], chain.Versioned[1]);
        Assert.Equal(("CREATE TABLE t ()", 2, 1), (users.Up.Statements[0].Text, users.Up.Statements[0].Place.Line, users.Up.Statements[0].Place.Column));
        var drop = Assert.Single(users.Revert!.Statements);
        Assert.Equal(("DROP TABLE t", 5, 3), (drop.Text, drop.Place.Line, drop.Place.Column));
        Assert.False(users.Directives.NoTransaction);
        Assert.True(index.Directives.NoTransaction);
        Assert.Null(index.Revert);
    }

    [Fact]
    public void A_file_of_goose_is_divided_at_its_marks()
    {
        using var project = TemporaryProject.With(
            ("migrations/00001_f.sql", "-- +goose NO TRANSACTION\n-- +goose Up\n-- +goose StatementBegin\nCREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;\n-- +goose StatementEnd\n-- +goose Down\nDROP FUNCTION f();\n"));
        var chain = project.Read();
        Assert.Empty(chain.Findings);
        Assert.Equal("goose", chain.Tool);
        var migration = Assert.Single(chain.Versioned);
        Assert.Single(migration.Up.Statements);
        Assert.Equal("DROP FUNCTION f()", Assert.Single(migration.Revert!.Statements).Text);
        Assert.True(migration.Directives.NoTransaction);
        Assert.True(migration.RevertDirectives.NoTransaction);
    }

    [Fact]
    public void What_is_not_the_up_part_does_not_count_in_the_checksum()
    {
        using var project = TemporaryProject.With(("db/migrations/1_a.sql", "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;\n"));
        var before = project.Read().Versioned[0].Checksum;
        project.Write("db/migrations/1_a.sql", "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 3;\n");
        Assert.Equal(before, project.Read().Versioned[0].Checksum);
        project.Write("db/migrations/1_a.sql", "-- migrate:up\nSELECT 4;\n-- migrate:down\nSELECT 3;\n");
        Assert.NotEqual(before, project.Read().Versioned[0].Checksum);
    }

    [Fact]
    public void A_divided_file_without_an_up_part_is_an_error()
    {
        using var project = TemporaryProject.With(("db/migrations/1_a.sql", "-- migrate:up\nSELECT 1;\n"), ("db/migrations/2_b.sql", "SELECT 2;\n"));
        var finding = Assert.Single(project.Findings());
        Assert.Equal((FindingCodes.NoUpPart, "db/migrations/2_b.sql"), (finding.Code, finding.Place!.File));
    }

    [Fact]
    public void Diesel_has_a_folder_for_each_migration()
    {
        using var project = TemporaryProject.With(
            ("migrations/00000000000000_diesel_initial_setup/up.sql", null),
            ("migrations/2025-01-12-093000_users/up.sql", "SELECT 'up';\n"), ("migrations/2025-01-12-093000_users/down.sql", "SELECT 'down';\n"),
            ("migrations/2025-01-13-093000_index/up.sql", null), ("migrations/2025-01-13-093000_index/metadata.toml", "run_in_transaction = false\n"));
        var chain = project.Read();
        Assert.Empty(chain.Findings);
        Assert.Equal("Diesel", chain.Tool);
        Assert.Equal(
            [("00000000000000", "diesel_initial_setup"), ("20250112093000", "users"), ("20250113093000", "index")],
            chain.Versioned.Select(static m => (m.Version.Digits, m.Name)));
        Assert.NotNull(chain.Versioned[1].Revert);
        Assert.Equal([false, false, true], chain.Versioned.Select(static m => m.Directives.NoTransaction));
    }

    [Theory]
    [InlineData("prisma/migrations", "migration_lock.toml")]
    [InlineData("drizzle", "meta/snapshot.json")]
    public void Prisma_and_Drizzle_have_a_folder_for_each_migration(string folder, string other)
    {
        using var project = TemporaryProject.With(($"{folder}/20250112093000_init/migration.sql", null), ($"{folder}/{other}", ""));
        var chain = project.Read();
        Assert.Empty(chain.Findings);
        Assert.Equal(("Prisma", "20250112093000_init"), (chain.Tool, Assert.Single(chain.Versioned).Id));
    }

    [Fact]
    public void A_folder_of_Drizzle_is_read_as_it_is()
    {
        using var project = TemporaryProject.With(
            ("drizzle/0000_first.sql", "CREATE TABLE a ();\n--> statement-breakpoint\nCREATE TABLE b ();\n"), ("drizzle/0001_second.sql", null), ("drizzle/meta/_journal.json", "{}"));
        var chain = project.Read();
        Assert.Empty(chain.Findings);
        Assert.Equal(["0000_first", "0001_second"], chain.Versioned.Select(static m => m.Id));
        Assert.Equal(2, chain.Versioned[0].Up.Statements.Count);
    }

    [Theory]
    [InlineData("src/main/resources/db/migration")]
    [InlineData("migrations")]
    public void Flyway_says_version_and_kind_in_the_name(string folder)
    {
        using var project = TemporaryProject.With(
            ($"{folder}/V1__first.sql", null), ($"{folder}/V1.10__tenth.sql", null), ($"{folder}/V1_2__second.sql", null), ($"{folder}/V2__third.sql", null),
            ($"{folder}/U1.10__tenth.sql", "SELECT 'undo';\n"), ($"{folder}/R__views.sql", null), ($"{folder}/afterMigrate.sql", null));
        var chain = project.Read();
        Assert.Equal("Flyway", chain.Tool);
        Assert.Equal([("1", "first"), ("1.2", "second"), ("1.10", "tenth"), ("2", "third")], chain.Versioned.Select(static m => (m.Version.Digits, m.Name)));
        Assert.Equal("SELECT 'undo'", chain.Versioned[2].Revert!.Statements[0].Text);
        Assert.Equal("views", Assert.Single(chain.Repeatable).Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("db/")]
    public void Sqitch_says_the_order_and_what_is_required_in_its_plan(string prefix)
    {
        using var project = TemporaryProject.With(
            (prefix + "sqitch.plan", "%syntax-version=1.0.0\n%project=app\n\nusers 2025-01-12T09:30:00Z A B <a@b.c> # Adds users\n@v1 2025-01-12T09:31:00Z A B <a@b.c>\naccounts [users !old other:x] 2025-01-12T09:32:00Z A B <a@b.c> # Adds\nusers [users@v1] 2025-01-13T09:30:00Z A B <a@b.c> # Reworks\n"),
            (prefix + "deploy/users.sql", "BEGIN;\nSELECT 'again';\nCOMMIT;\n"), (prefix + "deploy/users@v1.sql", "BEGIN;\nSELECT 'first';\nCOMMIT;\n"), (prefix + "deploy/accounts.sql", null),
            (prefix + "revert/users.sql", null), (prefix + "revert/users@v1.sql", null), (prefix + "verify/accounts.sql", "BEGIN;\nSELECT 1;\nROLLBACK;\n"));
        var chain = project.Read();
        Assert.Empty(chain.Findings);
        Assert.Equal("Sqitch", chain.Tool);
        Assert.Equal([("users@v1", "1", "users"), ("accounts", "2", "accounts"), ("users", "3", "users")], chain.Versioned.Select(static m => (m.Id, m.Version.Digits, m.Name)));
        Assert.Equal(["users@v1"], chain.Versioned[1].Directives.Requires.Select(static r => r.Id));
        Assert.Equal(["users@v1"], chain.Versioned[2].Directives.Requires.Select(static r => r.Id));
        Assert.NotNull(chain.Versioned[0].Revert);
        Assert.NotNull(chain.Versioned[1].Verify);
    }

    [Theory]
    [InlineData("1.2", "1.10", -1)]
    [InlineData("1", "1.0", 0)]
    [InlineData("1.1", "1", 1)]
    [InlineData("2", "10", -1)]
    [InlineData("003", "3", 0)]
    [InlineData("202501120000011234", "20250112000001", 1)]
    [InlineData("20250215", "20250101000000", 1)]
    [InlineData("20250215", "20250214235959", 1)]
    [InlineData("20250215", "20250215000000", -1)]
    [InlineData("202502151030", "20250215103001", -1)]
    [InlineData("202502151030", "20250215", 1)]
    [InlineData("30000000", "20250101000000", -1)]
    [InlineData("20259999", "30000000", 1)]
    public void Versions_are_compared_number_by_number(string left, string right, int expected) =>
        Assert.Equal(expected, Math.Sign(new MigrationVersion(left).CompareTo(new MigrationVersion(right))));

    [Fact]
    public void Files_of_several_styles_in_one_folder_stay_plain()
    {
        using var project = TemporaryProject.With(("migrations/1_a.up.sql", null), ("migrations/1_a.down.sql", null), ("migrations/2_b.sql", null));
        var chain = project.Read();
        Assert.Equal("", chain.Tool);
        Assert.Contains(chain.Findings, static f => f.Code == FindingCodes.CompanionAmongMigrations);
    }

    [Fact]
    public void A_new_migration_of_another_tool_is_left_to_that_tool()
    {
        using var project = TemporaryProject.With(("db/migrations/1_a.sql", "-- migrate:up\nSELECT 1;\n"));
        var error = Assert.Throws<UsageException>(() => new NewMigration(project.Root, TimeProvider.System).Write(project.Read(), "add users", MigrationTexts.Blank));
        Assert.Equal("dbmate --migrations-dir db/migrations new add_users", error.Findings[0].Help);
    }
}
