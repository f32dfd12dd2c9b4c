namespace Plumb.Cli.Tests;

public sealed class ConfirmationTests(PlumbProgram plumb)
{
    [Fact]
    public async Task Nobody_to_ask_is_an_error_and_changes_nothing()
    {
        using var project = await ProvenAsync();
        var result = await plumb.RunAsync(project.Path, "up", "--env", "production");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("error PL041: production is protected, and nobody can be asked", result.Output, StringComparison.Ordinal);
        Assert.Equal("not applied  nothing was changed", result.Verdict);
        Assert.Contains("· pending", (await plumb.RunAsync(project.Path, "status", "--env", "production")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Yes_answers_the_question()
    {
        using var project = await ProvenAsync();
        var result = await plumb.RunAsync(project.Path, "up", "--env", "production", "--yes");
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("applied  1 migration", result.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_protected_environment_is_not_deleted_unasked()
    {
        using var project = await ProvenAsync();
        Assert.Equal(0, (await plumb.RunAsync(project.Path, "up", "--env", "production", "--yes")).ExitCode);

        var reset = await plumb.RunAsync(project.Path, "reset", "--env", "production");

        Assert.Equal(2, reset.ExitCode);
        Assert.Contains("error PL041", reset.Output, StringComparison.Ordinal);
        Assert.Contains("pending: production 0", (await plumb.RunAsync(project.Path, "status", "--env", "production")).Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("production\n", 0, "applied")]
    [InlineData("yes\n", 2, "not applied")]
    public async Task On_a_terminal_the_environments_name_is_to_be_typed(string typed, int exitCode, string verdict)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is not null || File.Exists("/usr/bin/script"), "script, which gives a terminal, is not installed");
        using var project = await ProvenAsync();
        var result = await plumb.RunOnTerminalAsync(typed, ["NO_COLOR=1"], project.Path, "up", "--env", "production");
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains("apply 1 migration to production (postgres@embedded/postgres)", result.Output, StringComparison.Ordinal);
        Assert.Contains("Type production to go on: ", result.Output, StringComparison.Ordinal);
        Assert.StartsWith(verdict, result.Verdict, StringComparison.Ordinal);
    }

    private async Task<TemporaryProject> ProvenAsync()
    {
        var project = TemporaryProject.WithOneMigration()
            .With("plumb.yaml", "environments:\n  local: embedded\n  production: { url: embedded, protected: true }\n");
        Assert.Equal(0, (await plumb.RunAsync(project.Path, "prove")).ExitCode);
        return project;
    }
}
