using System.Text.Json;

namespace Plumb.Cli.Tests;

public sealed class OutputTests(PlumbProgram plumb)
{
    private const char Escape = '\e';

    [Fact]
    public async Task Statements_are_told_as_json_with_kind_place_and_text()
    {
        using var project = new TemporaryProject().With("a.sql", "-- one\nSELECT 1;\n\n  CREATE INDEX CONCURRENTLY i ON t (x);\n");
        var result = await plumb.RunAsync(project.Path, "statements", "a.sql", "--format", "json");
        Assert.Equal(0, result.ExitCode);
        using var report = JsonDocument.Parse(result.Output);
        Assert.Equal(1, report.RootElement.GetProperty("format").GetInt32());
        var statements = report.RootElement.GetProperty("statements").EnumerateArray()
            .Select(static s => (s.GetProperty("kind").GetString(), s.GetProperty("file").GetString(), s.GetProperty("line").GetInt32(), s.GetProperty("column").GetInt32(), s.GetProperty("text").GetString()));
        Assert.Equal(
            [("Ordinary", "a.sql", 2, 1, "SELECT 1"), ("CreateIndexConcurrently", "a.sql", 4, 3, "CREATE INDEX CONCURRENTLY i ON t (x)")],
            statements);
    }

    [Fact]
    public async Task A_json_report_goes_to_a_file_and_says_what_the_exit_code_says()
    {
        using var project = TemporaryProject.WithOneMigration().With("verify/20250101000000_notes.sql", "-- check: never\n-- expect: no rows\nSELECT 7 AS seven;\n");
        var result = await plumb.RunAsync(project.Path, "up", "--format", "json", "--output", "report.json");
        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        using var report = JsonDocument.Parse(project.Read("report.json"));
        var root = report.RootElement;
        Assert.Equal("not applied", root.GetProperty("verdict").GetString());
        Assert.Equal(1, root.GetProperty("exitCode").GetInt32());
        Assert.Equal("rolled back", root.GetProperty("migrations")[0].GetProperty("outcome").GetString());
        var check = root.GetProperty("checks")[0];
        Assert.Equal("FAIL", check.GetProperty("result").GetString());
        Assert.Equal("7", check.GetProperty("evidence")[0].GetProperty("seven").GetString());
    }

    [Fact]
    public async Task A_report_as_markdown_holds_the_decision_table()
    {
        using var project = TemporaryProject.WithOneMigration();
        var result = await plumb.RunAsync(project.Path, "up", "--format", "markdown");
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("## plumb up: applied\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("\n| Check | Criterion | Found | Result | Evidence |\n|---|---|---|---|---|\n| the table is there | value note | value note | PASS |", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_an_error_before_anything_changes()
    {
        using var project = TemporaryProject.WithOneMigration();
        var result = await plumb.RunAsync(project.Path, "up", "--output", "no/such/folder/report.txt");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("error PL042: the report cannot be written to no/such/folder/report.txt\n", result.Output, StringComparison.Ordinal);
        Assert.Equal("not applied  nothing was changed", result.Verdict);
        Assert.Contains("· pending", (await plumb.RunAsync(project.Path, "status")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quiet_leaves_the_verdict()
    {
        using var project = TemporaryProject.WithOneMigration();
        var result = await plumb.RunAsync(project.Path, "up", "--quiet");
        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^applied  [^\n]+\n$", result.Output);
        Assert.Empty(result.Error);

        project.With("migrations/20250102000000_wrong.sql", "SELEC 1;\n");
        var failed = await plumb.RunAsync(project.Path, "up", "--quiet");
        Assert.Equal(1, failed.ExitCode);
        Assert.Matches(@"^not applied  [^\n]+\n$", failed.Output);
        Assert.StartsWith("error PL211: ", failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Piped_text_has_no_escapes_and_no_line_over_100_columns()
    {
        using var project = TemporaryProject.WithOneMigration().With(
            "verify/20250101000000_notes.sql",
            $"-- check: {string.Join(' ', Enumerable.Repeat("a long title", 12))}\n-- expect: 1 row\n-- expect: every row {string.Join(" AND ", Enumerable.Repeat("x > 5", 30))}\n-- hint: {string.Join(' ', Enumerable.Repeat("look here", 20))}\nSELECT 1 AS x, repeat('long ', 50) AS y;\n");
        var result = await plumb.RunAsync(project.Path, "up");
        Assert.Equal(1, result.ExitCode);
        Assert.DoesNotContain(Escape, result.Output + result.Error);
        Assert.All(result.Output.Split('\n'), static line => Assert.True(line.Length <= 100, line));
        Assert.Contains("expected  1 row, every row x > 5 AND x > 5", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_gets_colours_and_sees_that_work_goes_on()
    {
        RequireScript();
        using var project = TemporaryProject.WithOneMigration().With("migrations/20250102000000_slow.sql", "SELECT pg_sleep(0.9);\n");
        var result = await plumb.RunOnTerminalAsync("", [], project.Path, "up");
        Assert.Equal(0, result.ExitCode);
        Assert.True(result.Output.Contains($"{Escape}[32m✓{Escape}[0m", StringComparison.Ordinal), result.ToString());
        Assert.Matches(@"\e\[2K[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] applying 20250102000000_slow, ", result.Output);
    }

    [Theory]
    [InlineData("--no-color", "IGNORED=1")]
    [InlineData("--verbose", "NO_COLOR=1")]
    public async Task Colours_can_be_refused(string option, string variable)
    {
        RequireScript();
        using var project = TemporaryProject.WithOneMigration();
        var result = await plumb.RunOnTerminalAsync("", [variable], project.Path, "status", option);
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotMatch(@"\e\[\d*m", result.Output);
    }

    private static void RequireScript() => Assert.SkipUnless(
        Environment.GetEnvironmentVariable("CI") is not null || File.Exists("/usr/bin/script"), "script, which gives a terminal, is not installed");
}
