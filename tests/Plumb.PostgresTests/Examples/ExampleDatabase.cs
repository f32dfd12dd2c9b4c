using System.Globalization;
using Npgsql;
using Plumb.Catalog;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Migrations;
using Plumb.PostgresTests.Execution;

namespace Plumb.PostgresTests.Examples;

/// <summary>A database of a test's own with the migrations of an example, run by psql in the given order.</summary>
internal sealed class ExampleDatabase : IAsyncDisposable
{
    private readonly ExampleServer server;
    private readonly string connectionString;

    private ExampleDatabase(ExampleServer server, string project, string connectionString)
    {
        this.server = server;
        this.connectionString = connectionString;
        Project = project;
    }

    /// <summary>Of the role that runs the chain.</summary>
    public string ConnectionString => connectionString;

    /// <summary>How Plumb runs an example on an embedded server: with the tests of its check scripts.</summary>
    public static ExecutionOptions WithTests { get; } = new() { Checks = new() { RunTests = true } };

    /// <summary>The example's <c>supabase</c> folder.</summary>
    public string Project { get; }

    /// <summary>Creates a database and runs the given migrations (file stems) of an example.</summary>
    public static async Task<ExampleDatabase> PrepareAsync(ExampleServer server, string example, params string[] migrations)
    {
        var project = Path.Combine(RepositoryRoot(), "examples", example, "supabase");
        var database = new ExampleDatabase(server, project, await server.CreateDatabaseAsync());
        foreach (var migration in migrations)
        {
            await database.RunFileAsync("migrations", migration);
        }

        return database;
    }

    /// <summary>A copy with all rows, on which something can be tried.</summary>
    public async Task<ExampleDatabase> CopyAsync() => new(server, Project, await server.CopyDatabaseAsync(connectionString));

    /// <summary>Runs a script by psql, in one transaction.</summary>
    public async Task RunScriptAsync(string script)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, script);
        var (exitCode, _, errors) = await server.RunAsync("psql", connectionString, ["-X", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction", "-f", file]);
        File.Delete(file);
        Assert.True(exitCode == 0, $"{errors}\n{script}");
    }

    /// <summary>Runs <c>folder/stem.sql</c> of the example; every statement must succeed, or none has an effect.</summary>
    public async Task RunFileAsync(string folder, string stem)
    {
        var (exitCode, _, errors) = await TryFileAsync(folder, stem);
        Assert.True(exitCode == 0, errors);
    }

    /// <summary>As <see cref="RunFileAsync"/>, for a file that is meant to fail.</summary>
    public Task<(int ExitCode, string Output, string Errors)> TryFileAsync(string folder, string stem)
    {
        var file = Path.Combine(Project, folder, $"{stem}.sql");
        string[] once = HasOwnTransaction(file) ? [] : ["--single-transaction"];
        return server.RunAsync("psql", connectionString, ["-X", "-q", "-v", "ON_ERROR_STOP=1", .. once, "-f", file]);
    }

    /// <summary>The chain as Plumb reads it.</summary>
    public Chain ReadChain() => ChainReader.Read(Path.GetDirectoryName(Project)!, null, ["local", "staging", "production"]);

    /// <summary>The database as an environment of that name.</summary>
    public ConnectionTarget As(string environment) => ConnectionTarget.FromConnectionString(environment, connectionString);

    /// <summary>Lets Plumb apply migrations, all that are pending when none is named.</summary>
    /// <param name="environment">The environment that the database is.</param>
    /// <param name="to">The last one.</param>
    public Task<ExecutionResult> TryUpAsync(string environment = "local", string? to = null) =>
        new Upgrade(ReadChain(), WithTests, new EventLog()).RunAsync(As(environment), new UpgradeOptions { To = to }, TestContext.Current.CancellationToken);

    /// <summary>As <see cref="TryUpAsync"/>; every required check must pass.</summary>
    public async Task<ExecutionResult> UpAsync(string environment = "local", string? to = null)
    {
        var result = await TryUpAsync(environment, to);
        Assert.True(result.Succeeded, Told.Of(result));
        return result;
    }

    /// <summary>Lets Plumb take the last migration back, or all.</summary>
    public async Task DownAsync(string environment = "local", bool all = false)
    {
        var result = await new Downgrade(ReadChain(), WithTests, new EventLog())
            .RunAsync(As(environment), new DowngradeOptions { All = all }, TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, Told.Of(result));
    }

    /// <summary>Every object of the example, as Plumb reads it.</summary>
    public Task<Snapshot> SnapshotAsync() =>
        SnapshotReader.ReadAsync(As("local"), new SnapshotOptions { Profile = "supabase" }, TestContext.Current.CancellationToken);

    /// <summary>The schema in two ways that know nothing of each other: Plumb's fingerprint, and pg_dump without Plumb's ledger.</summary>
    public async Task<(string Fingerprint, string Dump)> SchemaAsync() =>
        ((await SnapshotAsync()).Fingerprint.ToString(), await DumpAsync("--exclude-schema=plumb", "--exclude-schema=supabase_migrations"));

    /// <summary>Every row of every table except the ledger's, as a hash for each table.</summary>
    public async Task<IReadOnlyList<string>> ChecksumsAsync()
    {
        var tables = await QueryAsync(
            "SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema|plumb|supabase_migrations)' ORDER BY c.oid::regclass::text");
        var sums = tables.Select(static t => $"SELECT '{t}', count(*), md5(coalesce(string_agg(r::text, E'\\n' ORDER BY r::text), '')) FROM {t} r");
        return await QueryAsync(string.Join(" UNION ALL ", sums));
    }

    /// <summary>Runs a file of the example by psql, after a command in the same session; every statement must succeed, or it stops.</summary>
    public Task<(int ExitCode, string Output, string Errors)> PasteAsync(string before, string file) =>
        server.RunAsync("psql", connectionString, ["-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-c", before, "-f", Path.Combine(Project, file)]);

    /// <summary>The schema as pg_dump writes it, without the lines that differ from run to run.</summary>
    public async Task<string> DumpAsync(params string[] options)
    {
        var (exitCode, output, errors) = await server.RunAsync("pg_dump", connectionString, ["--schema-only", .. options]);
        Assert.True(exitCode == 0, errors);
        return string.Join('\n', output.Split('\n').Where(static line => !line.Contains("restrict ", StringComparison.Ordinal)));
    }

    /// <summary>A new connection as the role that ran the migrations.</summary>
    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>A new connection as a signed-in user, the way the API makes one.</summary>
    public async Task<NpgsqlConnection> OpenAsync(Guid user)
    {
        var connection = await OpenAsync();
        await ExecuteAsync(connection, $$"""SELECT set_config('role', 'authenticated', false), set_config('request.jwt.claims', '{"sub": "{{user}}"}', false)""");
        return connection;
    }

    /// <summary>Runs one statement on a connection of its own.</summary>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        return await ExecuteAsync(connection, sql);
    }

    /// <summary>Runs one statement and returns the number of rows that it changed.</summary>
    public static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>The rows of a query, their values as text joined with a bar.</summary>
    public async Task<IReadOnlyList<string>> QueryAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { AllResultTypesAreUnknown = true };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount)
                .Select(column => reader.IsDBNull(column) ? "" : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    public async ValueTask DisposeAsync() => await server.DropDatabaseAsync(connectionString);

    private static bool HasOwnTransaction(string file) => File.ReadLines(file).Contains("begin;");

    /// <summary>The folder of the repository.</summary>
    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Plumb.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
