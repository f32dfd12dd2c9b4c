using Npgsql;

namespace Plumb.PostgresTests.Execution;

/// <summary>Databases that cannot be reached or that refuse: what the process says and returns.</summary>
public sealed class RefusalTests(PostgresServer server, PrivateServer other)
{
    private const string Secret = "wrong-horse-battery";

    [Fact]
    public async Task A_wrong_password_ends_with_3_and_is_never_shown()
    {
        await other.ExecuteAsync(
            "CREATE ROLE guarded LOGIN PASSWORD 'the right one'",
            "SELECT set_config('test.hba', pg_read_file(current_setting('hba_file')), false)",
            "DO $$ BEGIN EXECUTE format('COPY (SELECT unnest(array_prepend(''local all guarded scram-sha-256'', string_to_array(current_setting(''test.hba''), E''\\n'')))) TO %L', current_setting('hba_file')); END $$",
            "SELECT pg_reload_conf()");
        var place = new NpgsqlConnectionStringBuilder((await other.GetAsync()).SuperuserConnectionString) { Username = "guarded", Password = Secret };

        await ShowAsync(place.ConnectionString, 3, "password authentication failed", "guarded@");
        await ShowAsync($"postgres://guarded:{Secret}@/postgres?host={Uri.EscapeDataString(place.Host!)}&port={place.Port}", 3, "password authentication failed", "guarded@");
    }

    [Fact]
    public Task A_host_that_does_not_exist_ends_with_3() =>
        ShowAsync($"postgres://someone:{Secret}@no-such-host.invalid/app", 3, "there is no host no-such-host.invalid", "getent hosts");

    [Fact]
    public Task A_port_on_which_nobody_listens_ends_with_3() =>
        ShowAsync($"postgres://someone:{Secret}@127.0.0.1:1/app", 3, "nothing listens there", "pg_isready");

    [Fact]
    public Task A_database_that_does_not_exist_ends_with_3() =>
        ShowAsync(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "no_such_database", Password = Secret }.ConnectionString, 3, "no_such_database", "createdb");

    [Fact]
    public async Task A_server_without_TLS_ends_with_3_when_TLS_is_asked_for()
    {
        using var fake = new FakeServer("16.1");
        await ShowAsync($"postgres://someone:{Secret}@127.0.0.1:{fake.Port}/app?sslmode=require", 3, "TLS is asked for and the server offers none", "sslmode=prefer");
    }

    [Fact]
    public async Task A_server_older_than_14_ends_with_3()
    {
        using var fake = new FakeServer("13.14");
        await ShowAsync($"postgres://someone:{Secret}@127.0.0.1:{fake.Port}/app?sslmode=disable", 3, "is PostgreSQL 13.14, and Plumb needs 14 or newer", "upgrade");
    }

    [Fact]
    public async Task A_role_that_may_not_create_the_ledger_ends_with_3_and_says_what_to_grant()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE TABLE a ();\n"));
        var role = await project.CreateRoleAsync();
        var before = await project.DumpAsync();

        using var plumb = PlumbProcess.StartOn(new NpgsqlConnectionStringBuilder(project.ConnectionString) { Username = role }.ConnectionString, project, "up", "--env", "test");
        var (exitCode, output, errors) = await plumb.WaitAsync();

        Assert.Equal(3, exitCode);
        Assert.Contains($"GRANT CREATE ON DATABASE {project.Database} TO {role};", output + errors, StringComparison.Ordinal);
        Assert.Equal(before, await project.DumpAsync());
        await project.ExecuteAsync($"GRANT CREATE ON DATABASE {project.Database} TO {role}; GRANT CREATE ON SCHEMA public TO {role};");
        project.Role = role;
        await project.MustApplyAsync();
        await project.AssertLedgerAsync("001_a");
        await project.ExecuteAsync($"DROP OWNED BY {role} CASCADE");
    }

    [Fact]
    public async Task A_statement_for_which_the_role_lacks_a_right_ends_with_1_and_names_it()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "SELECT 1;\nALTER TABLE theirs ADD b int;\n"));
        var role = await project.CreateRoleAsync();
        await project.ExecuteAsync($"CREATE TABLE theirs (); GRANT CREATE ON DATABASE {project.Database} TO {role};");
        var before = await project.DumpAsync();

        using var plumb = PlumbProcess.StartOn(new NpgsqlConnectionStringBuilder(project.ConnectionString) { Username = role }.ConnectionString, project, "up", "--env", "test");
        var (exitCode, output, errors) = await plumb.WaitAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("must be owner of table theirs (42501)", output + errors, StringComparison.Ordinal);
        Assert.Contains("migrations/001_a.sql:2:", output + errors, StringComparison.Ordinal);
        Assert.Equal(before, await project.DumpAsync());
        project.Role = role;
        await project.AssertLedgerAsync();
        await project.ExecuteAsync($"DROP OWNED BY {role} CASCADE");
    }

    [Fact]
    public async Task Another_run_that_holds_the_lock_ends_with_4_and_is_named()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE TABLE a ();\n"));
        await using var holder = await project.OpenAsync("a colleague");
        await TestProject.ExecuteAsync(holder, $"SELECT pg_advisory_lock({Plumb.Execution.MigrationLock.Key})");

        var (exitCode, output, errors) = await PlumbProcess.RunAsync(project, "up", "--env", "test", "--wait", "300ms");

        Assert.Equal(4, exitCode);
        Assert.Contains("app \"a colleague\"", output + errors, StringComparison.Ordinal);
        await project.AssertLedgerAsync();
    }

    private async Task ShowAsync(string connectionString, int exitCode, params string[] says)
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE TABLE a ();\n"));
        foreach (var command in (string[][])[["up"], ["status", "--verbose", "--format", "json"]])
        {
            using var plumb = PlumbProcess.StartOn(connectionString, project, [.. command, "--env", "test"]);
            var ended = await plumb.WaitAsync();
            var said = ended.Output + ended.Errors;
            Assert.True(ended.ExitCode == exitCode, $"{ended.ExitCode}\n{said}");
            Assert.All(says, text => Assert.Contains(text, said, StringComparison.Ordinal));
            Assert.DoesNotContain(Secret, said, StringComparison.Ordinal);
        }
    }
}
