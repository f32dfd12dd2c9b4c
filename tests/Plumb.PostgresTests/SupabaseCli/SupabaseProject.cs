using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Plumb.PostgresTests.Examples;
using Plumb.PostgresTests.Execution;
using Plumb.PostgresTests.Sql;

namespace Plumb.PostgresTests.SupabaseCli;

/// <summary>A project in a Supabase layout with a database of its own, on which Plumb and the real Supabase CLI work, each as a process.</summary>
internal sealed class SupabaseProject : IAsyncDisposable
{
    private static readonly string Installed = Path.Combine(Repository.Root, "tools", "npm", "node_modules", ".bin", "supabase");

    private readonly TcpRelay relay;

    private SupabaseProject(TestProject project)
    {
        Files = project;
        relay = new TcpRelay(project.ConnectionString);
    }

    /// <summary>The folder and the database.</summary>
    public TestProject Files { get; }

    /// <summary>Creates it with migrations: the name of a file, its text.</summary>
    public static async Task<SupabaseProject> CreateAsync(ExampleServer server, params (string Name, string Text)[] migrations)
    {
        var project = new SupabaseProject(await TestProject.CreateAsync(server));
        project.Add(migrations);
        return project;
    }

    /// <summary>Writes migrations: the name of a file, its text.</summary>
    public void Add(params (string Name, string Text)[] migrations) =>
        Files.Write([.. migrations.Select(static m => ($"supabase/migrations/{m.Name}", m.Text))]);

    /// <summary>Runs <c>plumb</c>, which must end with <paramref name="exitCode"/>, and returns what it wrote.</summary>
    public async Task<string> PlumbAsync(int exitCode, params string[] arguments)
    {
        var (ended, output, errors) = await PlumbProcess.RunAsync(Files, [.. arguments, "--env", "test"]);
        Assert.True(ended == exitCode, $"plumb {string.Join(' ', arguments)} ended with {ended}\n{output}\n{errors}");
        return output;
    }

    /// <summary>What <c>plumb status</c> says of each migration: <c>id state</c>.</summary>
    public async Task<IReadOnlyList<string>> StatusAsync()
    {
        using var status = JsonDocument.Parse(await PlumbAsync(0, "status", "--format", "json"));
        return [.. status.RootElement.GetProperty("status").EnumerateArray()
            .Select(static m => $"{m.GetProperty("id").GetString()} {m.GetProperty("environments").GetProperty("test").GetProperty("state").GetString()}")];
    }

    /// <summary>Runs <c>supabase db push</c>, which must end well, and returns the files that it says it pushed, or would push.</summary>
    public async Task<IReadOnlyList<string>> PushAsync(params string[] options)
    {
        var (exitCode, output) = await SupabaseAsync(["db", "push", "--yes", .. options]);
        Assert.True(exitCode == 0, output);
        return Pushed(output);
    }

    /// <summary>The files that <c>supabase db push</c> says it would push.</summary>
    public Task<IReadOnlyList<string>> PendingAsync() => PushAsync("--dry-run");

    /// <summary>What <c>supabase migration list</c> shows: <c>local=remote</c> for each line, empty where one side has nothing.</summary>
    public async Task<IReadOnlyList<string>> ListAsync()
    {
        var (exitCode, output) = await SupabaseAsync("migration", "list", "--output-format", "json");
        Assert.True(exitCode == 0, output);
        using var list = JsonDocument.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..]);
        return [.. list.RootElement.GetProperty("migrations").EnumerateArray()
            .Select(static m => $"{m.GetProperty("local").GetString()}={m.GetProperty("remote").GetString()}")];
    }

    /// <summary>The rows of the Supabase CLI's table, each as JSON.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync()
    {
        await using var connection = await Files.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT to_jsonb(m)::text FROM supabase_migrations.schema_migrations m ORDER BY version";
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    /// <summary>Runs <c>supabase</c> on the database and returns everything that it wrote, standard error first.</summary>
    public async Task<(int ExitCode, string Output)> SupabaseAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(File.Exists(Installed) ? Installed : "supabase", [.. arguments, "--db-url", relay.Url, "--workdir", Files.Root])
        {
            WorkingDirectory = Files.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // It writes into the home folder, and would tell its makers what it does.
        start.Environment["HOME"] = Files.Root;
        start.Environment["SUPABASE_TELEMETRY_DISABLED"] = start.Environment["DO_NOT_TRACK"] = "1";
        using var process = Start(start);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await errors + output);
    }

    public async ValueTask DisposeAsync()
    {
        await relay.DisposeAsync();
        await Files.DisposeAsync();
    }

    /// <summary>It lists what it would push with a bullet, and tells of each that it pushes.</summary>
    private static IReadOnlyList<string> Pushed(string output) => [.. output.Split('\n')
        .Select(static line => line.Trim())
        .Where(static line => line.StartsWith("• ", StringComparison.Ordinal) || line.StartsWith("Applying migration ", StringComparison.Ordinal))
        .Select(static line => line.Split(' ')[^1].TrimEnd('.'))];

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is null, "the Supabase CLI is not installed (s/setup)");
            throw;
        }
    }
}
