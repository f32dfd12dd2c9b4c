namespace Plumb.Cli.Tests;

public sealed class HelpTests(PlumbProgram plumb)
{
    private static readonly string Here = Path.GetTempPath();

    [Fact]
    public async Task The_version_is_one_line()
    {
        var result = await plumb.RunAsync(Here, "--version");
        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^plumb \d+\.\d+\.\d+\n$", result.Output);
    }

    [Fact]
    public async Task Without_words_and_with_help_it_lists_the_commands()
    {
        var bare = await plumb.RunAsync(Here);
        Assert.Equal(0, bare.ExitCode);
        Assert.All(CommandLine.CreateRoot().Subcommands, c => Assert.Contains($"\n  {c.Name} ", bare.Output, StringComparison.Ordinal));
        Assert.Equal(bare, await plumb.RunAsync(Here, "--help"));
        Assert.Equal(bare, await plumb.RunAsync(Here, "help"));
    }

    [Fact]
    public void A_command_can_be_had_alone_by_its_name() =>
        Assert.All(CommandLine.CreateRoot().Subcommands, c => Assert.Equal(c.Name, Assert.Single(CommandLine.CreateRoot(c.Name).Subcommands).Name));

    [Fact]
    public async Task Help_of_a_command_wants_none_of_its_arguments()
    {
        var result = await plumb.RunAsync(Here, "new", "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("usage: plumb new <name>… [options]", result.Output, StringComparison.Ordinal);
        Assert.Equal(result, await plumb.RunAsync(Here, "help", "new"));
    }

    [Theory]
    [InlineData("stauts", "there is no command stauts", "did you mean status?", "plumb --help")]
    [InlineData("help sttaus", "there is no command sttaus", "did you mean status?", "plumb --help")]
    [InlineData("up --evn staging", "plumb up has no option --evn", "did you mean --env?", "plumb up --help")]
    [InlineData("status local", "plumb status takes no argument local", null, "plumb status --help")]
    [InlineData("new", "plumb new needs <name>", null, "plumb new --help")]
    [InlineData("up --to", "--to needs <migration>", null, "plumb up --help")]
    [InlineData("up --format xml", "xml is not a format; write text, json or markdown", null, "plumb up --help")]
    [InlineData("up --lock-timeout 5parsecs", "'5parsecs' is not a duration; write 500ms, 5s or 2min", null, "plumb up --help")]
    [InlineData("up --lock-attempts many", "'many' is no value for --lock-attempts <n>", null, "plumb up --help")]
    public async Task A_mistyped_command_line_is_answered_with_the_nearest_right_one(string line, string message, string? meaning, string help)
    {
        var result = await plumb.RunAsync(Here, line.Split(' '));
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        var means = $"   means  {meaning ?? "the command line could not be read as it stands"}\n";
        Assert.Equal($"error PL040: {message}\n{means}   do     see: {help}\n\nfailed  nothing was done\n", result.Error);
    }

    [Fact]
    public async Task An_unknown_environment_is_answered_with_the_known_ones()
    {
        using var project = TemporaryProject.WithOneMigration().With("plumb.yaml", "environments:\n  staging: { url: \"${STAGING}\" }\n");
        var result = await plumb.RunAsync(project.Path, "up", "--env", "stagign");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("error PL008: there is no environment stagign", result.Output, StringComparison.Ordinal);
        Assert.Contains("staging", result.Output, StringComparison.Ordinal);
        Assert.Equal("not applied  nothing was changed", result.Verdict);
    }
}
