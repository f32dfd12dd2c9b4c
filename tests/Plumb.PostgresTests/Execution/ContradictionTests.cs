using Plumb.Findings;

namespace Plumb.PostgresTests.Execution;

/// <summary>Files that contradict the ledger, or are not what they should be: nothing runs.</summary>
public sealed class ContradictionTests(PostgresServer server)
{
    private const string Pending = "CREATE TABLE pending ();\n";

    [Theory]
    [InlineData("CREATE TABLE a (id int);\nSELECT 2;\n", "2:1", "nothing ran at this place")]
    [InlineData("-- why\nCREATE TABLE a (id bigint);\n", "2:1", "what ran there: CREATE TABLE a (id int)")]
    [InlineData("BEGIN;\nCREATE TABLE a ();\nCOMMIT;\n", "2:1", "what ran there: CREATE TABLE a (id int)")]
    [InlineData("-- nothing\n", "1:1", "what ran there: CREATE TABLE a (id int)")]
    public async Task A_file_that_was_edited_after_it_was_applied_stops_everything_and_the_edit_is_shown(string text, string place, string ran)
    {
        await using var project = await AppliedAsync();
        project.Write(("migrations/001_a.sql", text));

        var finding = await RefusedAsync<VerificationException>(project);

        Assert.Equal(FindingCodes.EditedAfterApplied, finding.Code);
        Assert.Equal($"migrations/001_a.sql:{place}", finding.Place!.ToString());
        Assert.Equal(ran, finding.Details[0]);
        Assert.Contains((await project.StatusAsync()).Findings, f => f.Code == finding.Code && f.Place == finding.Place);
    }

    [Theory]
    [InlineData("CREATE TABLE a (id int); -- nothing else\n")]
    [InlineData("-- plumb: allow access \"everybody may read it\"\n\n\nCREATE TABLE a (id int);\n")]
    [InlineData("BEGIN;\nCREATE TABLE a (id int);\nCOMMIT;\n")]
    public async Task Comments_and_the_header_of_an_applied_file_may_be_edited_and_status_notes_it(string text)
    {
        await using var project = await AppliedAsync();
        project.Write(("migrations/001_a.sql", text));

        var note = Assert.Single((await project.StatusAsync()).Findings);
        Assert.Equal((FindingCodes.EditedAfterApplied, Severity.Note), (note.Code, note.Severity));
        await project.MustApplyAsync();
        await project.AssertLedgerAsync("001_a", "002_pending");
    }

    [Fact]
    public async Task Rows_of_a_COPY_are_no_comments()
    {
        const string Rows = "CREATE TABLE a (id int);\nCOPY a FROM STDIN;\n1\n\\.\n";
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", Rows));
        await project.MustApplyAsync();
        project.Write(("migrations/001_a.sql", Rows.Replace("\n1\n", "\n2\n", StringComparison.Ordinal)));

        Assert.Equal(FindingCodes.EditedAfterApplied, (await RefusedAsync<VerificationException>(project)).Code);
    }

    [Theory]
    [InlineData("1f6b2c0d9a8e7f6b5c4d3e2f1a0b9c8d7e6f5a4b", "git checkout 1f6b2c0d9a8e -- migrations/001_a.sql")]
    [InlineData("1f6b2c0d9a8e7f6b5c4d3e2f1a0b9c8d7e6f5a4b-dirty", "git log -p -- migrations/001_a.sql")]
    [InlineData(null, "plumb shell -- -Atc 'SELECT unnest(statements) FROM plumb.event WHERE id = 1'")]
    public async Task The_way_back_to_what_ran_is_one_that_is_there(string? commit, string command)
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE TABLE a (id int);\n"));
        project.Execution = project.Execution with { GitCommit = commit };
        await project.MustApplyAsync();
        project.Write(("migrations/001_a.sql", "CREATE TABLE a ();\n"));

        var edited = Assert.Single((await Assert.ThrowsAsync<VerificationException>(() => project.UpAsync())).Findings);
        project.Delete("migrations/001_a.sql");
        project.Write(("migrations/002_b.sql", "CREATE TABLE b ();\n"));
        var missing = Assert.Single((await Assert.ThrowsAsync<VerificationException>(() => project.UpAsync())).Findings);

        Assert.Contains(command, edited.Help, StringComparison.Ordinal);
        Assert.Contains(command, missing.Help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_endings_and_a_byte_order_mark_are_no_edit()
    {
        await using var project = await AppliedAsync();
        project.Write(("migrations/001_a.sql", "\uFEFFCREATE TABLE a (id int);\r\n"));

        await project.MustApplyAsync();
    }

    [Fact]
    public async Task A_file_that_was_deleted_after_it_was_applied_stops_everything()
    {
        await using var project = await AppliedAsync();
        project.Delete("migrations/001_a.sql");

        var finding = await RefusedAsync<VerificationException>(project, hasPlace: false);

        Assert.Equal(FindingCodes.UnknownHistory, finding.Code);
        Assert.Contains("migrations/001_a.sql", finding.Help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_renamed_after_it_was_applied_is_recognised_and_the_command_gives_the_name_back()
    {
        await using var project = await AppliedAsync();
        project.Delete("migrations/001_a.sql");
        project.Write(("migrations/001_b.sql", "CREATE TABLE a (id int);\n"));

        var finding = await RefusedAsync<VerificationException>(project);

        Assert.Equal((FindingCodes.UnknownHistory, "001_a is applied, and its file was renamed to 001_b"), (finding.Code, finding.Message));
        Assert.Equal("migrations/001_b.sql:1:1", finding.Place!.ToString());
        Assert.EndsWith("git mv migrations/001_b.sql migrations/001_a.sql", finding.Help, StringComparison.Ordinal);
        Assert.Contains((await Assert.ThrowsAsync<VerificationException>(() => project.DownAsync())).Findings, f => f.Message == finding.Message);
        project.Write(("migrations/001_b.sql", "CREATE TABLE a (id bigint);\n"));
        Assert.StartsWith("001_a is applied, but", (await RefusedAsync<VerificationException>(project, hasPlace: false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Companions_that_an_applied_and_deleted_file_left_behind_are_no_fault_of_their_own()
    {
        await using var project = await AppliedAsync();
        project.Delete("migrations/001_a.sql");
        project.Write(("verify/001_a.sql", "-- check: a\n-- expect: rows\nSELECT 1;\n"));

        var finding = await RefusedAsync<VerificationException>(project, hasPlace: false);

        Assert.Equal(FindingCodes.UnknownHistory, finding.Code);
        Assert.Contains("verify/001_a.sql is still there", finding.Details);
        Assert.Contains((await project.VerifyAsync()).Findings, static f => f.Code == FindingCodes.UnknownHistory);
    }

    [Fact]
    public async Task A_companion_of_no_migration_stops_everything()
    {
        await using var project = await AppliedAsync();
        project.Write(("verify/001_b.sql", "SELECT 1;\n"));

        Assert.Equal(FindingCodes.OrphanedCompanion, Assert.Single((await Assert.ThrowsAsync<MigrationFileException>(() => project.UpAsync())).Findings).Code);
        Assert.Equal(FindingCodes.OrphanedCompanion, Assert.Single((await Assert.ThrowsAsync<MigrationFileException>(() => project.DownAsync())).Findings).Code);
        Assert.Equal(FindingCodes.OrphanedCompanion, Assert.Single((await Assert.ThrowsAsync<MigrationFileException>(() => project.VerifyAsync())).Findings).Code);
        Assert.Null(await project.ScalarAsync("SELECT to_regclass('pending')::text"));
    }

    [Fact]
    public async Task A_version_that_only_the_Supabase_CLI_knows_stops_everything()
    {
        await using var project = await TestProject.CreateAsync(server, ("supabase/migrations/002_pending.sql", Pending));
        await project.ExecuteAsync("CREATE SCHEMA supabase_migrations; CREATE TABLE supabase_migrations.schema_migrations (version text PRIMARY KEY, statements text[], name text); INSERT INTO supabase_migrations.schema_migrations VALUES ('001')");

        var refused = await Assert.ThrowsAsync<VerificationException>(() => project.UpAsync());

        Assert.Equal(FindingCodes.UnknownHistory, Assert.Single(refused.Findings).Code);
        Assert.Null(await project.ScalarAsync("SELECT to_regclass('pending')::text"));
    }

    [Theory]
    [InlineData("-- expect: no rws\nSELECT 1;\n", 2, "no rows")]
    [InlineData("-- expect: rows\n-- optinal\nSELECT 1;\n", 3, "optional")]
    public async Task A_misspelt_expectation_stops_before_anything_runs(string check, int line, string suggestion)
    {
        await using var project = await AppliedAsync();
        project.Write(("verify/002_pending.sql", "-- check: a\n" + check));

        var finding = await RefusedAsync<MigrationFileException>(project);

        Assert.Equal(("verify/002_pending.sql", line), (finding.Place!.File, finding.Place.Line));
        Assert.Contains(suggestion, finding.Message + finding.Meaning + finding.Help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_a_NUL_byte_stops_before_anything_runs()
    {
        await using var project = await AppliedAsync();
        project.Write(("migrations/003_nul.sql", "CREATE TABLE b ();\nSELECT '\0';\n"));

        var finding = await RefusedAsync<MigrationFileException>(project);

        Assert.Equal("migrations/003_nul.sql:2:9", finding.Place!.ToString());
    }

    private async Task<TestProject> AppliedAsync()
    {
        var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE TABLE a (id int);\n"), ("migrations/002_pending.sql", Pending));
        await project.MustApplyAsync(new() { To = "001_a" });
        return project;
    }

    private static async Task<Finding> RefusedAsync<T>(TestProject project, bool hasPlace = true)
        where T : PlumbException
    {
        var before = await project.DumpAsync();
        var refused = await Assert.ThrowsAsync<T>(() => project.UpAsync());
        var finding = Assert.Single(refused.Findings);
        Assert.Equal(ExitCode.Failed, refused.ExitCode);
        Told.AssertComplete(finding, hasPlace);
        Assert.Equal(before, await project.DumpAsync());
        await project.AssertLedgerAsync("001_a");
        return finding;
    }
}
