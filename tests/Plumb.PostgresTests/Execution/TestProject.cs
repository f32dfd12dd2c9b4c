using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Migrations;
using Plumb.PostgresTests.Examples;
using Plumb.Sql;

namespace Plumb.PostgresTests.Execution;

/// <summary>A project folder and a database of a test's own. What happened is judged with other clients than Plumb's.</summary>
internal sealed class TestProject : IAsyncDisposable
{
    private readonly string administrator;
    private readonly List<string> roles = [];

    private TestProject(string administrator, string connectionString) => (this.administrator, ConnectionString) = (administrator, connectionString);

    public string Root { get; } = Directory.CreateTempSubdirectory("plumb").FullName;

    /// <summary>Of a superuser, or of the role that runs the chain, to the test's database.</summary>
    public string ConnectionString { get; }

    public string Database => new NpgsqlConnectionStringBuilder(ConnectionString).Database!;

    /// <summary>Everything that Plumb told while it worked.</summary>
    public EventLog Events { get; } = new();

    public ExecutionOptions Execution { get; set; } = new();

    /// <summary>As whom Plumb connects.</summary>
    public string? Role { get; set; }

    public static async Task<TestProject> CreateAsync(PostgresServer server, params (string Path, string Text)[] files)
    {
        var project = new TestProject(server.ConnectionString, await server.CreateDatabaseAsync());
        project.Write(files);
        return project;
    }

    /// <summary>The same in a database that has what a Supabase project has, as the role that runs the chain there.</summary>
    public static async Task<TestProject> CreateAsync(ExampleServer server, params (string Path, string Text)[] files)
    {
        var project = new TestProject(await server.SuperuserAsync(), await server.CreateDatabaseAsync());
        project.Write(files);
        return project;
    }

    public void Write(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            var full = Path.Combine(Root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
        }
    }

    public void Delete(string path) => File.Delete(Path.Combine(Root, path));

    public Chain Read() => ChainReader.Read(Root, null, ["test", "production"]);

    public Task<ExecutionResult> UpAsync(UpgradeOptions? options = null, CancellationToken? cancellation = null) =>
        new Upgrade(Read(), Execution, Events).RunAsync(Target(), options ?? new UpgradeOptions(), cancellation ?? TestContext.Current.CancellationToken);

    public Task<ExecutionResult> DownAsync(DowngradeOptions? options = null) =>
        new Downgrade(Read(), Execution, Events).RunAsync(Target(), options ?? new DowngradeOptions(), TestContext.Current.CancellationToken);

    public Task<ExecutionResult> VerifyAsync(params string[] names) =>
        new Verification(Read(), Execution, Events).RunAsync(Target(), new VerificationOptions { Migrations = names }, TestContext.Current.CancellationToken);

    public Task<ExecutionResult> StatusAsync() => new Inspection(Read(), Events).RunAsync(Target(), TestContext.Current.CancellationToken);

    /// <summary>Migrations that <c>up</c> must apply, all of them.</summary>
    public async Task<ExecutionResult> MustApplyAsync(UpgradeOptions? options = null)
    {
        var result = await UpAsync(options);
        Assert.True(result.Succeeded, Told.Of(result));
        return result;
    }

    /// <summary>Migrations that <c>down</c> must take back, all of them.</summary>
    public async Task<ExecutionResult> MustTakeBackAsync(DowngradeOptions? options = null)
    {
        var result = await DownAsync(options);
        Assert.True(result.Succeeded, Told.Of(result));
        return result;
    }

    public ConnectionTarget Target() => ConnectionTarget.FromConnectionString(
        "test", new NpgsqlConnectionStringBuilder(ConnectionString) { Username = Role ?? new NpgsqlConnectionStringBuilder(ConnectionString).Username }.ConnectionString);

    public async Task<NpgsqlConnection> OpenAsync(string? application = null)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { ApplicationName = application }.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await ExecuteAsync(connection, sql);
    }

    /// <summary>Runs each statement by itself.</summary>
    public static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        foreach (var statement in SqlSplitter.Split(new SourceText("test.sql", sql)).Statements)
        {
            await using var command = new NpgsqlCommand(statement.Text, connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The first value of a query as text; null for NULL or no row.</summary>
    public async Task<string?> ScalarAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { AllResultTypesAreUnknown = true };
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) as string;
    }

    /// <summary>Waits until a query answers true.</summary>
    public async Task WaitUntilAsync(string condition, double seconds = 15)
    {
        var begun = Stopwatch.GetTimestamp();
        while (await ScalarAsync($"SELECT ({condition})::text") != "true")
        {
            Assert.True(Stopwatch.GetElapsedTime(begun).TotalSeconds < seconds, $"never became true: {condition}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A role that is gone after the test, which may log in and create in the database.</summary>
    public async Task<string> CreateRoleAsync(string attributes = "")
    {
        var role = $"{Database}_{roles.Count}";
        await ExecuteAsync($"CREATE ROLE {role} LOGIN {attributes}");
        roles.Add(role);
        return role;
    }

    /// <summary>Schema and data as pg_dump writes them, without Plumb's and the Supabase CLI's own tables.</summary>
    public Task<string> DumpAsync() => PgDump.RunAsync(ConnectionString);

    /// <summary>No session of Plumb is left in the database, and nobody holds its lock.</summary>
    public async Task AssertNothingOpenAsync()
    {
        await WaitUntilAsync("NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'plumb')");
        await AssertNoAdvisoryLockAsync();
    }

    /// <summary>Nobody holds an advisory lock in the database.</summary>
    public Task AssertNoAdvisoryLockAsync() => WaitUntilAsync(
        "NOT EXISTS (SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE d.datname = current_database() AND l.locktype = 'advisory')");

    /// <summary>
    /// The ledger says exactly this: <c>id</c> for an applied migration, <c>id:state</c> for another, in order of their events. Its hash
    /// chain is whole, and each row is what the last event of its migration made it.
    /// </summary>
    public async Task AssertLedgerAsync(params string[] expected)
    {
        await using var connection = await Target().OpenAsync(TestContext.Current.CancellationToken);
        var ledger = await LedgerReader.ReadAsync(connection, isSupabase: true, TestContext.Current.CancellationToken);
        Assert.Equal(expected, ledger.Entries.Select(static e => e.State == LedgerState.Applied ? e.Id : $"{e.Id}:{e.State.ToString().ToLowerInvariant()}"));
        Assert.Empty(ledger.BrokenEvents);
        if (!ledger.Exists)
        {
            return;
        }

        Assert.Equal(expected.Length.ToString(CultureInfo.InvariantCulture), await ScalarAsync("SELECT count(*) FROM plumb.migration"));
        Assert.Equal("", await ScalarAsync(
            """
            SELECT coalesce(string_agg(m.id, ','), '') FROM plumb.migration m
            WHERE m.event_id <> (SELECT max(e.id) FROM plumb.event e WHERE e.migration = m.id)
               OR m.checksum <> (SELECT e.checksum FROM plumb.event e WHERE e.id = m.event_id)
            """));
        if (expected.All(static e => !e.Contains(':', StringComparison.Ordinal)))
        {
            Assert.Equal("0", await ScalarAsync("SELECT count(*) FROM plumb.journal"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        await using var connection = new NpgsqlConnection(administrator);
        await connection.OpenAsync();
        await using var drop = new NpgsqlCommand($"DROP DATABASE {Database} WITH (FORCE)", connection);
        await drop.ExecuteNonQueryAsync();
        foreach (var role in roles)
        {
            await using var dropRole = new NpgsqlCommand($"DROP ROLE {role}", connection);
            await dropRole.ExecuteNonQueryAsync();
        }
    }
}
