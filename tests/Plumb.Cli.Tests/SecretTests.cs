using System.Globalization;
using System.Text;
using Npgsql;

namespace Plumb.Cli.Tests;

/// <summary>A password that Plumb is given, in whatever way, is in nothing that it says or writes.</summary>
public sealed class SecretTests(PlumbProgram plumb)
{
    private const string Secret = "S3cr3tZq9x";

    /// <summary>With characters that URLs and key-value strings must escape.</summary>
    private const string Password = $"p@ss:/{Secret}";

    private static readonly string[][] Commands =
    [
        ["status", "--verbose"],
        ["up", "--verbose", "--format", "json", "--output", "report.json"],
        ["verify", "--format", "markdown"],
        ["snapshot", "--output", "schema.snapshot"],
        ["drift", "--verbose"],
        ["adopt", "--all"],
        ["explain-access", "note", "--as", "pg_monitor", "--verbose"],
        ["diff", "migrations", "@", "--verbose"],
        ["down", "--verbose", "--yes"],
        ["shell", "--", "-c", "SELECT 1"],
    ];

    [Theory]
    [InlineData("url")]
    [InlineData("key-value")]
    [InlineData("variable")]
    [InlineData("dotenv")]
    [InlineData("PGPASSWORD")]
    public async Task No_command_says_or_writes_it(string way)
    {
        await using var served = await ServedProject.CreateAsync(plumb, TemporaryProject.WithOneMigration());
        served.Project.With("migrations/20250101000001_fails.sql", "INSERT INTO note VALUES (1, NULL);\n");
        var (variables, environment) = Given(served, way, new NpgsqlConnectionStringBuilder(served.ConnectionString));

        foreach (var command in Commands)
        {
            var result = await RunAsync(served.Project, variables, command, environment);
            Assert.True(result.ExitCode is 0 or 1, $"{string.Join(' ', command)} did not reach the database: {result}");
        }

        AssertNotIn(await served.LedgerAsync(), "the ledger");
        AssertNotInFiles(served.Project, way);
    }

    [Theory]
    [InlineData("url")]
    [InlineData("key-value")]
    [InlineData("variable")]
    [InlineData("dotenv")]
    [InlineData("PGPASSWORD")]
    public async Task No_connection_that_fails_says_it(string way)
    {
        await using var served = await ServedProject.CreateAsync(plumb, TemporaryProject.WithOneMigration());
        foreach (var wrong in new Action<NpgsqlConnectionStringBuilder>[] { static t => t.Database = "nowhere", static t => t.Username = "nobody", static t => t.Port = 1, static t => t.Host = "/nowhere" })
        {
            var target = new NpgsqlConnectionStringBuilder(served.ConnectionString);
            wrong(target);
            var (variables, environment) = Given(served, way, target);

            var result = await RunAsync(served.Project, variables, ["up", "--verbose"], environment);
            Assert.True(result.ExitCode == 3, result.ToString());
        }

        AssertNotInFiles(served.Project, way);
    }

    [Theory]
    [InlineData("up", "--env", $"postgres//app:{Secret}@localhost/db")]
    [InlineData("up", "--env", $"postgres://app:p@{Secret}@localhost/db")]
    [InlineData("up", "--env", $"postgres://app:{Secret}/x@localhost/db")]
    [InlineData("up", "--env", $"postgres://app:%{Secret}@localhost/db")]
    [InlineData("up", "--env", $"mysql://app:{Secret}@localhost/db")]
    [InlineData("up", "--env", $"host=localhost password = {Secret} x")]
    [InlineData("up", "--env", $"host=localhost password='{Secret}")]
    [InlineData("up", "--env", $"postgres://app:p?{Secret}@localhost/db")]
    [InlineData("up", "--env", $"postgres://app:p#{Secret}@localhost/db")]
    [InlineData("up", $"postgres://app:{Secret}@localhost/db")]
    [InlineData("up", $"password={Secret}")]
    [InlineData("status", $"--evn=postgres://app:{Secret}@localhost/db")]
    [InlineData($"postgres://app:{Secret}@localhost/db")]
    [InlineData("diff", $"postgres//app:{Secret}@localhost/db", "migrations")]
    [InlineData("diff", $"postgres://app:{Secret}@/db?host=/nowhere", "migrations")]
    [InlineData("snapshot", $"host=/nowhere password={Secret}")]
    [InlineData("up", "--format", $"postgres://app:{Secret}@localhost/db")]
    [InlineData("up", "--to", $"postgres://app:{Secret}@localhost/db")]
    [InlineData("explain-access", "note", "--as", "x", "--env", $"postgres//app:{Secret}@localhost/db")]
    public async Task No_mistyped_command_line_repeats_it(params string[] arguments)
    {
        using var project = TemporaryProject.WithOneMigration();

        var result = await plumb.RunAsync(project.Path, [.. arguments, "--verbose"]);

        Assert.NotEqual(0, result.ExitCode);
        AssertNotIn(result.Output + result.Error, string.Join(' ', arguments));
    }

    private async Task<ProgramOutput> RunAsync(TemporaryProject project, string[] variables, string[] command, string environment)
    {
        var dashes = Array.IndexOf(command, "--");
        string[] arguments = command[0] switch
        {
            "snapshot" or "drift" => [command[0], .. environment.Length == 0 ? [] : command[0] == "drift" ? ["--env", environment] : new[] { environment }, .. command[1..]],
            "diff" => [.. command.Select(word => word == "@" ? environment : word)],
            _ when dashes > 0 => [.. command[..dashes], "--env", environment, .. command[dashes..]],
            _ => [.. command, "--env", environment],
        };
        var result = await plumb.RunWithAsync(variables, project.Path, arguments);
        AssertNotIn(result.Output + result.Error, string.Join(' ', command));
        return result;
    }

    /// <summary>Gives the password in one way; what to write behind <c>--env</c>.</summary>
    private static (string[] Variables, string Environment) Given(ServedProject served, string way, NpgsqlConnectionStringBuilder target)
    {
        var url = $"postgres://{target.Username}:{Uri.EscapeDataString(Password)}@/{target.Database}?host={Uri.EscapeDataString(target.Host!)}&port={target.Port.ToString(CultureInfo.InvariantCulture)}";
        served.Project.With("plumb.yaml", "environments:\n  far: { url: \"${FAR_URL}\" }\n");
        switch (way)
        {
            case "url":
                return ([], url);
            case "key-value":
                return ([], $"host={target.Host} port={target.Port} user={target.Username} dbname={target.Database} password='{Password}'");
            case "variable":
                return ([$"FAR_URL={url}"], "far");
            case "dotenv":
                served.Project.With(".env", $"FAR_URL='{url}'\n").With(".gitignore", ".env\n");
                return ([], "far");
            default:
                return ([$"PGPASSWORD={Password}"], $"host={target.Host} port={target.Port} user={target.Username} dbname={target.Database}");
        }
    }

    private static void AssertNotInFiles(TemporaryProject project, string way)
    {
        foreach (var file in Directory.EnumerateFiles(project.Path, "*", SearchOption.AllDirectories).Where(f => way != "dotenv" || Path.GetFileName(f) != ".env"))
        {
            AssertNotIn(Encoding.Latin1.GetString(File.ReadAllBytes(file)), file);
        }
    }

    private static void AssertNotIn(string text, string where) =>
        Assert.True(!text.Contains(Secret, StringComparison.Ordinal), $"{where}: {text}");
}
