using System.Security.Cryptography;
using Plumb.Findings;
using Plumb.PostgresTests.Sql;

namespace Plumb.PostgresTests.Execution;

/// <summary>Ledgers of other versions of Plumb, and files that lay hands on the ledger.</summary>
public sealed class LedgerVersionTests(PostgresServer server)
{
    private const string Version = "SELECT obj_description('plumb'::regnamespace, 'pg_namespace')";
    private const string Guard = "SELECT tgenabled FROM pg_trigger WHERE tgname = 'append_only'";

    [Theory]
    [InlineData("COMMENT ON SCHEMA plumb IS 'Plumb ledger, version 1'")]
    [InlineData("COMMENT ON SCHEMA plumb IS NULL")]
    public async Task An_older_ledger_is_read_as_it_is_and_brought_up_to_date_by_the_next_change(string comment)
    {
        await using var project = await AppliedAsync();
        var current = await project.ScalarAsync(Version);
        await project.ExecuteAsync($"ALTER TABLE plumb.event ENABLE TRIGGER append_only; {comment};");

        Assert.Empty((await project.StatusAsync()).Findings);
        await project.MustApplyAsync();
        Assert.Equal("O", await project.ScalarAsync(Guard));

        project.Write(("migrations/002_b.sql", "CREATE TABLE b ();\n"));
        await project.MustApplyAsync();

        Assert.Equal("Plumb ledger, version 7", current);
        Assert.Equal(current, await project.ScalarAsync(Version));
        Assert.Equal("A", await project.ScalarAsync(Guard));
        await project.AssertLedgerAsync("001_a", "002_b");
    }

    /// <summary>Whoever changes <c>create_ledger.sql</c> raises <c>LedgerVersion.Current</c>, writes the upgrade, and adds the version before to this list.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task An_older_ledger_that_was_brought_up_to_date_is_what_a_new_one_is(int version)
    {
        await using var fresh = await TestProject.CreateAsync(server, ("supabase/migrations/001_a.sql", "CREATE TABLE a ();\n"));
        await fresh.MustApplyAsync();
        await using var old = await TestProject.CreateAsync(server, ("supabase/migrations/001_a.sql", "CREATE TABLE a ();\n"));
        await old.ExecuteAsync(await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "tests", "Plumb.PostgresTests", "Execution", "Ledgers", $"version_{version}.sql"), TestContext.Current.CancellationToken));
        Assert.Equal($"Plumb ledger, version {version}", await old.ScalarAsync(Version));
        await old.ExecuteAsync(
            $$"""
            SELECT pg_advisory_lock(482855972194), pg_advisory_lock(482855972194);
            SELECT plumb.record('apply', '000_z', '000', 'z', 'versioned', 'applied', '{{Convert.ToHexStringLower(SHA256.HashData("SELECT 1;\n"u8))}}', 1.5, ARRAY['SELECT 1'], '[{"title": "c"}]', NULL, 'plumb'{{(version < 5 ? "" : ", NULL")}});
            """);
        old.Write(("supabase/migrations/000_z.sql", "SELECT 1;\n"));
        var hash = await old.ScalarAsync("SELECT hash FROM plumb.event");

        await old.MustApplyAsync();

        await old.AssertLedgerAsync("000_z", "001_a");
        Assert.Equal(hash, await old.ScalarAsync("SELECT previous_hash FROM plumb.event WHERE id = 2"));
        string[] options = ["--schema=plumb", "--schema-only"];
        Assert.Equal(await PgDump.RunAsync(fresh.ConnectionString, options), await PgDump.RunAsync(old.ConnectionString, options));
    }

    [Fact]
    public async Task An_upgrade_closes_the_observations_of_an_older_ledger_too()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE TABLE a ();\n"));
        project.Execution = project.Execution with { Observe = new() };
        await project.MustApplyAsync();
        await project.ExecuteAsync(
            "ALTER TABLE plumb.observation ENABLE TRIGGER append_only; ALTER TABLE plumb.observed_object ENABLE TRIGGER append_only; COMMENT ON SCHEMA plumb IS 'Plumb ledger, version 4'");
        project.Write(("migrations/002_b.sql", "SET session_replication_role = replica;\nDELETE FROM plumb.observation;\n"));

        Assert.Equal("plumb.observation is append-only", Told.OneFinding(await project.UpAsync()).Message);

        Assert.Equal("A,A,A", await project.ScalarAsync("SELECT string_agg(tgenabled::text, ',') FROM pg_trigger WHERE tgname = 'append_only'"));
    }

    [Fact]
    public async Task An_upgrade_leaves_the_grants_that_the_owner_has_made_since()
    {
        await using var project = await AppliedAsync();
        var auditor = await project.CreateRoleAsync();
        await project.ExecuteAsync($"GRANT USAGE ON SCHEMA plumb TO {auditor}; GRANT SELECT ON plumb.event TO {auditor}; COMMENT ON SCHEMA plumb IS 'Plumb ledger, version 3'");
        project.Write(("migrations/002_b.sql", "CREATE TABLE b ();\n"));

        await project.MustApplyAsync();

        Assert.Equal("t", await project.ScalarAsync($"SELECT has_schema_privilege('{auditor}', 'plumb', 'USAGE') AND has_table_privilege('{auditor}', 'plumb.event', 'SELECT')"));
        await project.ExecuteAsync($"DROP OWNED BY {auditor}");
    }

    [Fact]
    public async Task An_upgrade_that_is_rolled_back_with_its_connection_leaves_the_older_ledger()
    {
        await using var project = await AppliedAsync();
        await project.ExecuteAsync("COMMENT ON SCHEMA plumb IS 'Plumb ledger, version 1'");
        project.Write(("migrations/002_b.sql", "SELECT 1 / 0;\n"));

        Assert.Equal("22012", Told.OneFinding(await project.UpAsync()).SqlState);

        await project.AssertLedgerAsync("001_a");
        project.Write(("migrations/002_b.sql", "SELECT 1;\n"));
        await project.MustApplyAsync();
        await project.AssertLedgerAsync("001_a", "002_b");
    }

    [Fact]
    public async Task A_newer_ledger_is_refused_by_every_command()
    {
        await using var project = await AppliedAsync();
        await project.ExecuteAsync("COMMENT ON SCHEMA plumb IS 'Plumb ledger, version 99'");
        project.Write(("migrations/002_b.sql", "CREATE TABLE b ();\n"));
        var before = await project.DumpAsync();

        foreach (var command in new Func<Task>[] { () => project.UpAsync(), () => project.DownAsync(), () => project.VerifyAsync(), project.StatusAsync })
        {
            var refused = await Assert.ThrowsAsync<DatabaseException>(command);
            Assert.Equal((ExitCode.Unreachable, FindingCodes.NewerLedger), (refused.ExitCode, Assert.Single(refused.Findings).Code));
            Told.AssertComplete(refused.Findings[0], hasPlace: false);
        }

        Assert.Equal(before, await project.DumpAsync());
    }

    [Theory]
    [InlineData("DROP SCHEMA plumb CASCADE;")]
    [InlineData("ALTER SCHEMA \"plumb\" RENAME TO other;")]
    [InlineData("DO $$ BEGIN DROP FUNCTION plumb.require_lock(); END $$;")]
    public async Task A_file_that_changes_the_ledger_is_rolled_back_and_the_statement_shown(string statement)
    {
        await using var project = await AppliedAsync();
        project.Write(("migrations/002_b.sql", $"CREATE TABLE b ();\n{statement}\nCREATE TABLE c ();\n"));

        var finding = Told.OneFinding(await project.UpAsync());

        Assert.Equal((FindingCodes.LedgerTouched, 2), (finding.Code, finding.Place!.Line));
        Assert.Null(await project.ScalarAsync("SELECT to_regclass('b')::text"));
        await project.AssertLedgerAsync("001_a");
    }

    [Fact]
    public async Task A_file_cannot_take_events_away()
    {
        await using var project = await AppliedAsync();
        project.Write(("migrations/002_b.sql", "SET session_replication_role = replica;\nDELETE FROM plumb.event;\n"));

        var finding = Told.OneFinding(await project.UpAsync());

        Assert.Equal(("plumb.event is append-only", 2), (finding.Message, finding.Place!.Line));
        await project.AssertLedgerAsync("001_a");
    }

    private async Task<TestProject> AppliedAsync()
    {
        var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE TABLE a ();\n"));
        await project.MustApplyAsync();
        return project;
    }
}
