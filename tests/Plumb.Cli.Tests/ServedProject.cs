using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Plumb.Cli.Tests;

/// <summary>A project with a database of its own, which belongs to a role that is no superuser; <c>${APP_DATABASE}</c> is its URL. What happened there is judged with PostgreSQL's own programs.</summary>
internal sealed class ServedProject : IAsyncDisposable
{
    private const string Role = "drift_app";
    private static int databases;

    private readonly PlumbProgram plumb;
    private readonly string administrator;
    private readonly NpgsqlConnectionStringBuilder target;

    private ServedProject(PlumbProgram plumb, TemporaryProject project, string name)
    {
        this.plumb = plumb;
        Project = project;
        administrator = new NpgsqlConnectionStringBuilder(plumb.ServerConnectionString) { Pooling = false }.ConnectionString;
        target = new NpgsqlConnectionStringBuilder(administrator) { Database = name, Username = Role };
    }

    public TemporaryProject Project { get; }

    /// <summary>How the database is reached, to be given in place of an environment.</summary>
    public string ConnectionString => target.ConnectionString;

    public static async Task<ServedProject> CreateAsync(PlumbProgram plumb, TemporaryProject project)
    {
        var served = new ServedProject(plumb, project, $"served_{Interlocked.Increment(ref databases)}");
        await ExecuteAsync(
            served.administrator,
            $"DO $$ BEGIN CREATE ROLE {Role} LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$",
            $"CREATE DATABASE {served.target.Database} OWNER {Role}");
        return served;
    }

    public Task<ProgramOutput> RunAsync(params string[] arguments) => plumb.RunWithAsync([$"APP_DATABASE={target.ConnectionString}"], Project.Path, arguments);

    /// <summary>Runs Plumb on a terminal that is so many columns wide.</summary>
    public Task<ProgramOutput> RunAtWidthAsync(int columns, params string[] arguments) =>
        plumb.RunAtWidthWithAsync(columns, [$"APP_DATABASE={target.ConnectionString}"], Project.Path, arguments);

    /// <summary>Runs Plumb, which must end with 0.</summary>
    public async Task<ProgramOutput> MustAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result;
    }

    public Task ExecuteAsync(params string[] statements) => ExecuteAsync(target.ConnectionString, statements);

    /// <summary>Runs statements as a superuser.</summary>
    public Task ExecuteAsSuperuserAsync(params string[] statements) =>
        ExecuteAsync(new NpgsqlConnectionStringBuilder(administrator) { Database = target.Database }.ConnectionString, statements);

    /// <summary>What pg_dump says of the schema, without the ledger and without what differs from run to run.</summary>
    public async Task<string> DumpAsync()
    {
        var dump = await ToolAsync("pg_dump", "", "--schema-only", "--exclude-schema=plumb");
        return string.Join('\n', dump.Split('\n').Where(static l => !l.StartsWith("\\restrict", StringComparison.Ordinal) && !l.StartsWith("\\unrestrict", StringComparison.Ordinal)));
    }

    public Task PsqlAsync(string script) => ToolAsync("psql", script, "--set=ON_ERROR_STOP=1", "--quiet", "--no-psqlrc");

    /// <summary>What psql answers to a query of one value.</summary>
    public async Task<string> AnswerAsync(string query) => (await ToolAsync("psql", query, "--quiet", "--no-psqlrc", "--tuples-only", "--no-align")).Trim();

    /// <summary>Everything that stands in the ledger.</summary>
    public Task<string> LedgerAsync() => ToolAsync("psql", "SELECT schema_to_xml('plumb', true, false, '')", "--quiet", "--no-psqlrc", "--tuples-only");

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(Project.Path))
        {
            Project.Dispose();
        }

        await ExecuteAsync(administrator, $"DROP DATABASE {target.Database} WITH (FORCE)");
    }

    private static async Task ExecuteAsync(string connectionString, params string[] statements)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    private async Task<string> ToolAsync(string program, string input, params string[] arguments)
    {
        string[] where = ["-h", target.Host!, "-p", target.Port.ToString(CultureInfo.InvariantCulture), "-U", Role, "-d", target.Database!];
        using var process = Process.Start(new ProcessStartInfo(program, [.. arguments, .. where])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(input.AsMemory(), TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }
}
