using Plumb.Findings;

namespace Plumb.PostgresTests.Execution;

/// <summary>Who owns the ledger decides what reading and writing it runs: Plumb refuses one that somebody else has prepared.</summary>
public sealed class LedgerOwnerTests(PostgresServer server)
{
    private static readonly string[] Plain = ["migrations/001_a.sql", "supabase/migrations/001_a.sql"];

    [Theory]
    [InlineData(0, "CREATE SCHEMA plumb", "schema plumb belongs to ")]
    [InlineData(0, "@ledger", "table plumb.event belongs to ")]
    [InlineData(1, "CREATE SCHEMA supabase_migrations; CREATE TABLE supabase_migrations.schema_migrations (version text PRIMARY KEY, statements text[], name text); @supabase", "table supabase_migrations.schema_migrations belongs to ")]
    public async Task What_another_role_has_prepared_is_refused_by_every_command_before_it_is_touched(int layout, string prepared, string line)
    {
        await using var project = await TestProject.CreateAsync(server, (Plain[layout], "CREATE TABLE a ();\n"));
        var mallory = await project.CreateRoleAsync();
        await project.ExecuteAsync($"GRANT CREATE ON DATABASE {project.Database} TO {mallory}");
        var ledger = await File.ReadAllTextAsync(Path.Combine(Sql.Repository.Root, "tests", "Plumb.PostgresTests", "Execution", "Ledgers", "version_4.sql"), TestContext.Current.CancellationToken);
        await project.ExecuteAsync(
            $"SET ROLE {mallory};"
            + prepared.Replace("@ledger", ledger + TrapOn("plumb", "event"), StringComparison.Ordinal)
                .Replace("@supabase", TrapOn("supabase_migrations", "schema_migrations"), StringComparison.Ordinal));

        foreach (var command in new Func<Task>[] { () => project.UpAsync(), () => project.DownAsync(), () => project.VerifyAsync(), project.StatusAsync })
        {
            var refused = await Assert.ThrowsAsync<DatabaseException>(command);
            var finding = Assert.Single(refused.Findings);
            Assert.Equal(FindingCodes.LedgerOfAnother, finding.Code);
            Assert.Contains(line + mallory, finding.Details);
            Told.AssertComplete(finding, hasPlace: false);
        }

        Assert.Equal("0", await project.ScalarAsync("SELECT count(*) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase WHERE d.datname = current_database()"));
        await project.ExecuteAsync($"DROP OWNED BY {mallory} CASCADE");
    }

    [Fact]
    public async Task A_function_that_another_role_could_put_into_the_ledger_is_refused_too()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE TABLE a ();\n"));
        await project.MustApplyAsync();
        var mallory = await project.CreateRoleAsync();
        await project.ExecuteAsync(
            $"GRANT USAGE, CREATE ON SCHEMA plumb TO {mallory}; SET ROLE {mallory}; CREATE FUNCTION plumb.event_hash(plumb.migration) RETURNS text LANGUAGE sql AS 'SELECT 1::text';");

        var refused = await Assert.ThrowsAsync<DatabaseException>(() => project.UpAsync());

        Assert.Equal([$"function plumb.event_hash(plumb.migration) belongs to {mallory}"], refused.Findings[0].Details);
        await project.ExecuteAsync($"DROP OWNED BY {mallory} CASCADE");
        Assert.Empty((await project.StatusAsync()).Findings);
    }

    [Fact]
    public async Task Roles_that_migrate_together_share_a_ledger_once_one_is_a_member_of_the_other()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE TABLE a ();\n"));
        var (owner, colleague) = (await project.CreateRoleAsync(), await project.CreateRoleAsync());
        await project.ExecuteAsync($"GRANT CREATE ON DATABASE {project.Database} TO {owner}; GRANT CREATE ON SCHEMA public TO {owner}, {colleague}");
        project.Role = owner;
        await project.MustApplyAsync();
        project.Write(("migrations/002_b.sql", "CREATE TABLE b ();\n"));
        project.Role = colleague;
        Assert.Equal(FindingCodes.LedgerOfAnother, (await Assert.ThrowsAsync<DatabaseException>(() => project.UpAsync())).Findings[0].Code);

        var superuser = new Npgsql.NpgsqlConnectionStringBuilder(project.ConnectionString).Username!;
        project.Role = superuser;
        var refused = await Assert.ThrowsAsync<DatabaseException>(() => project.UpAsync());
        var grant = refused.Findings[0].Help!.Split('\n')[1];
        await project.ExecuteAsync($"GRANT {owner} TO {colleague}");
        await project.ExecuteAsync(grant[(grant.IndexOf(": ", StringComparison.Ordinal) + 2)..]);

        Assert.Empty((await project.StatusAsync()).Findings);
        project.Role = colleague;
        await project.MustApplyAsync();
        await project.AssertLedgerAsync("001_a", "002_b");
        await project.ExecuteAsync($"DROP OWNED BY {owner}, {colleague} CASCADE");
    }

    [Fact]
    public async Task The_owner_of_the_database_and_superusers_are_trusted()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE TABLE a ();\n"));
        var owner = await project.CreateRoleAsync();
        await project.ExecuteAsync($"ALTER DATABASE {project.Database} OWNER TO {owner}; GRANT CREATE ON SCHEMA public TO {owner}");
        project.Role = owner;
        await project.MustApplyAsync();
        project.Role = null;

        Assert.Empty((await project.StatusAsync()).Findings);
        await project.ExecuteAsync($"REASSIGN OWNED BY {owner} TO CURRENT_USER");
        project.Role = owner;
        var denied = await Assert.ThrowsAsync<DatabaseException>(project.StatusAsync);
        Assert.NotEqual(FindingCodes.LedgerOfAnother, denied.Findings[0].Code);
        await project.ExecuteAsync($"DROP OWNED BY {owner} CASCADE");
    }

    private static string TrapOn(string schema, string table) =>
        $"""
        CREATE FUNCTION {schema}.trap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('ALTER DATABASE %I SET plumb.trapped = yes', current_database()); RETURN NEW; END $$;
        CREATE TRIGGER trap BEFORE INSERT ON {schema}.{table} FOR EACH ROW EXECUTE FUNCTION {schema}.trap();
        """;
}
