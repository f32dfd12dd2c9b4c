using Plumb.Findings;

namespace Plumb.Tests.Migrations;

public sealed class LayoutTests
{
    [Theory]
    [InlineData("supabase/", true)]
    [InlineData("", false)]
    public void A_migration_is_read_with_the_companions_beside_its_folder(string folder, bool isSupabase)
    {
        using var project = TemporaryProject.With(
            (folder + "migrations/001_a.sql", null),
            (folder + "require/001_a.sql", "SELECT 2"),
            (folder + "verify/001_a.sql", "SELECT 3"),
            (folder + "revert/001_a.sql", "SELECT 4"),
            (folder + "verify/_always.sql", "SELECT 5"),
            (folder + "repeatable/f.sql", "SELECT 6"),
            (folder + "verify/f.sql", "SELECT 7"),
            (folder + "seed.sql", "SELECT 8"));

        var chain = project.Read();

        Assert.Empty(chain.Findings);
        var a = Assert.Single(chain.Versioned);
        Assert.Equal(("001_a", "001", "a"), (a.Id, a.Version.Digits, a.Name));
        Assert.Equal(folder + "migrations/001_a.sql", a.File);
        Assert.Equal(["SELECT 2", "SELECT 3", "SELECT 4"], new[] { a.Require, a.Verify, a.Revert }.Select(s => s!.Statements[0].Text));
        Assert.Equal("SELECT 5", chain.Always!.Statements[0].Text);
        Assert.Equal("SELECT 7", Assert.Single(chain.Repeatable).Verify!.Statements[0].Text);
        Assert.Equal("SELECT 8", chain.Seed!.Statements[0].Text);
        Assert.Equal(isSupabase, chain.IsSupabase);
        Assert.Equal(folder + "migrations", chain.Folder);
    }

    [Fact]
    public void A_folder_of_SQL_files_is_a_project_with_its_companions_inside()
    {
        using var project = TemporaryProject.With(("001_a.sql", null), ("verify/001_a.sql", null), ("seed.sql", null), ("README.md", ""));
        var chain = project.Read();
        Assert.Empty(chain.Findings);
        Assert.NotNull(Assert.Single(chain.Versioned).Verify);
        Assert.NotNull(chain.Seed);
        Assert.Equal("001_a.sql", chain.Versioned[0].File);
    }

    [Theory]
    [InlineData("db/changes")]
    [InlineData("./db/changes/")]
    public void A_named_folder_is_read_with_its_siblings(string name)
    {
        using var project = TemporaryProject.With(("db/changes/001_a.sql", null), ("db/revert/001_a.sql", null));
        Assert.NotNull(Assert.Single(project.Read(name).Versioned).Revert);
    }

    [Fact]
    public void A_folder_outside_the_project_is_refused()
    {
        using var project = TemporaryProject.With(("migrations/001_a.sql", null));
        var error = Assert.Throws<UsageException>(() => project.Read("../elsewhere"));
        Assert.Equal(FindingCodes.NoMigrationsFolder, error.Findings[0].Code);
    }

    [Fact]
    public void Without_migrations_the_message_says_where_they_were_looked_for()
    {
        using var project = new TemporaryProject();
        var error = Assert.Throws<UsageException>(() => project.Read());
        Assert.Equal("looked for supabase/migrations, migrations, db/migrations, database/migrations, sql/migrations, prisma/migrations, drizzle, src/main/resources/db/migration, db/migration, deploy, db/deploy, sqitch/deploy", error.Findings[0].Meaning);
    }

    [Fact]
    public void A_second_folder_of_migrations_is_noted()
    {
        using var project = TemporaryProject.With(("supabase/migrations/001_a.sql", null), ("migrations/002_b.sql", null));
        var chain = project.Read();
        Assert.Equal(["001_a"], chain.Versioned.Select(m => m.Id));
        Assert.Equal(FindingCodes.SecondMigrationsFolder, Assert.Single(chain.Findings).Code);
    }

    [Fact]
    public void Files_that_only_resemble_migrations_are_reported_and_others_left_out_in_silence()
    {
        using var project = TemporaryProject.With(
            ("migrations/001_a.sql", null),
            ("migrations/002_b.SQL", null),
            ("migrations/003_c.sql.bak", null),
            ("migrations/001_a.sql~", null),
            ("migrations/.001_a.sql", null),
            ("migrations/README.md", null),
            ("migrations/old/000_z.sql", null),
            ("rollback/001_a.sql", null),
            ("verfy/001_a.sql", null));

        var chain = project.Read();

        Assert.Equal(["001_a"], chain.Versioned.Select(m => m.Id));
        Assert.Equal(
            [
                ("migrations/002_b.SQL", "PL121", Severity.Warning, "git mv migrations/002_b.SQL migrations/002_b.sql"),
                ("migrations/003_c.sql.bak", "PL121", Severity.Note, "leave it; or, when it is a migration: git mv migrations/003_c.sql.bak migrations/003_c.sql"),
                ("migrations/old", "PL122", Severity.Warning, "git mv migrations/old/FILE.sql migrations/VERSION_NAME.sql, or include them with \\ir"),
                ("rollback", "PL122", Severity.Warning, "git mv rollback revert"),
                ("verfy", "PL122", Severity.Warning, "git mv verfy verify"),
            ],
            chain.Findings.Select(f => (f.Place!.File, f.Code.Code, f.Severity, f.Help)));
    }

    [Fact]
    public void A_name_without_a_version_is_an_error_and_has_no_place_in_the_chain()
    {
        using var project = TemporaryProject.With(("migrations/create_users.sql", null), ("migrations/001_a.sql", null));
        var chain = project.Read();
        Assert.Equal(["001_a"], chain.Versioned.Select(m => m.Id));
        Assert.Equal((FindingCodes.NoVersion, Severity.Error), (chain.Findings[0].Code, chain.Findings[0].Severity));
    }

    [Fact]
    public void A_down_script_among_the_migrations_is_an_error()
    {
        using var project = TemporaryProject.With(
            ("migrations/001_a.up.sql", null), ("migrations/001_a.down.sql", null),
            ("migrations/002_b.sql", null), ("migrations/002_b_rollback.sql", null),
            ("migrations/003_tear_down.sql", null));
        Assert.Equal(
            ["mkdir -p revert && git mv migrations/001_a.down.sql revert/001_a.up.sql",
                "mkdir -p revert && git mv migrations/002_b_rollback.sql revert/002_b.sql"],
            project.Findings().Where(f => f.Code == FindingCodes.CompanionAmongMigrations).Select(f => f.Help));
    }

    [Fact]
    public void An_orphaned_companion_is_never_moved_onto_that_of_another_migration()
    {
        using var project = TemporaryProject.With(
            ("migrations/001_create_users.sql", null), ("verify/001_create_users.sql", null), ("verify/001_create_user.sql", null));
        var finding = Assert.Single(project.Findings(), f => f.Code == FindingCodes.OrphanedCompanion);
        Assert.Equal("restore or add its migration, or git rm verify/001_create_user.sql", finding.Help);
    }

    [Fact]
    public void An_orphaned_companion_names_the_nearest_migration()
    {
        using var project = TemporaryProject.With(("migrations/001_create_users.sql", null), ("verify/001_create_user.sql", null));
        var finding = Assert.Single(project.Findings());
        Assert.Equal((FindingCodes.OrphanedCompanion, Severity.Error), (finding.Code, finding.Severity));
        Assert.Equal("git mv verify/001_create_user.sql verify/001_create_users.sql", finding.Help);
    }

    [Fact]
    public void An_empty_migration_is_a_warning()
    {
        var finding = Assert.Single(TemporaryProject.ChainOf("-- nothing yet\n").Findings);
        Assert.Equal((FindingCodes.EmptyMigration, Severity.Warning), (finding.Code, finding.Severity));
    }

    [Fact]
    public void A_versioned_and_a_repeatable_file_of_one_name_are_an_error()
    {
        using var project = TemporaryProject.With(("migrations/001_a.sql", null), ("repeatable/001_a.sql", null));
        Assert.Equal(FindingCodes.DuplicateName, Assert.Single(project.Findings()).Code);
    }

    [Fact]
    public void A_name_that_the_Supabase_CLI_skips_is_a_warning()
    {
        using var project = TemporaryProject.With(("supabase/migrations/001-a.sql", null));
        var finding = Assert.Single(project.Findings());
        Assert.Equal(FindingCodes.UnknownToSupabase, finding.Code);
        Assert.Equal("git mv supabase/migrations/001-a.sql supabase/migrations/001_a.sql", finding.Help);
    }

    [Fact]
    public void Names_that_differ_in_case_are_a_warning()
    {
        using var project = TemporaryProject.With(("migrations/001_a.sql", null), ("migrations/001_A.sql", null));
        Assert.SkipWhen(Directory.GetFiles(Path.Combine(project.Root, "migrations")).Length < 2, "this file system ignores case");
        Assert.Contains(project.Findings(), f => f.Code == FindingCodes.NamesDifferInCase && f.Severity == Severity.Warning);
    }

    [Fact]
    public void Every_fault_is_reported_in_one_reading_grouped_by_file()
    {
        using var project = TemporaryProject.With(
            ("migrations/002_b.sql", "SELECT 'open"),
            ("migrations/001_a.sql", "-- plumb: onyl x\n-- plumb: requires 009_z\nSELECT 1;"),
            ("verify/001_a.sql", "SELECT \"open"));
        Assert.Equal(
            ["migrations/001_a.sql:1", "migrations/001_a.sql:2", "migrations/002_b.sql:1", "verify/001_a.sql:1"],
            project.Findings().Select(f => $"{f.Place!.File}:{f.Place.Line}"));
    }
}
