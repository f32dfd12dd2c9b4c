namespace Plumb.Cli.Tests;

/// <summary>What somebody sees who does the usual things wrong.</summary>
public sealed class MistakeTests(PlumbProgram plumb)
{
    [Fact]
    public async Task What_new_wrote_can_be_applied_as_it_is()
    {
        using var project = new TemporaryProject().With("migrations/1_a.sql", "CREATE TABLE a ();\n");
        Assert.Equal(0, (await plumb.RunAsync(project.Path, "new", "add", "notes")).ExitCode);

        var up = await plumb.RunAsync(project.Path, "up");

        Assert.True(up.ExitCode == 0, up.ToString());
        Assert.StartsWith("applied  2 migrations in ", up.Verdict, StringComparison.Ordinal);
        Assert.Contains("has no statements", up.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shell", "--", "-c", "SELECT 1")]
    [InlineData("snapshot")]
    public async Task A_folder_without_a_project_stays_as_it_is(params string[] arguments)
    {
        using var project = new TemporaryProject();

        var result = await plumb.RunAsync(project.Path, arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("there are no migrations here", result.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(project.Path));
    }

    [Theory]
    [InlineData("error PL110: nofile.sql does not exist\n", "statements", "nofile.sql")]
    [InlineData("error PL112: migrations is a folder\n", "statements", "migrations")]
    public async Task A_file_that_is_not_there_is_a_mistake_of_the_command_line(string message, params string[] arguments)
    {
        using var project = TemporaryProject.WithOneMigration();

        var result = await plumb.RunAsync(project.Path, arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(message, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("-->", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_file_that_is_cut_is_told_in_plain_words()
    {
        using var project = TemporaryProject.WithOneMigration().With("cut.snapshot", "{\n  \"plumb_snapshot\": 1,\n  \"facts\": [\n");

        var result = await plumb.RunAsync(project.Path, "diff", "cut.snapshot", ".");

        Assert.Equal(2, result.ExitCode);
        Assert.Matches("^error PL505: .*cut[.]snapshot is no snapshot: (line [34] is not JSON|it ends too early)\n", result.Output);
        Assert.DoesNotContain("Path:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_folder_that_is_not_there_is_named()
    {
        using var project = new TemporaryProject();

        var result = await plumb.RunAsync(project.Path, "up", "--project", "nowhere");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("error PL047: there is no folder nowhere\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("plumb init --project nowhere", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error PL040: --to and --only exclude each other\n   means  each says in its own way what to apply\n   do     see: plumb up --help\n", "up", "--to", "1", "--only", "1")]
    [InlineData("error PL040: --to and --all exclude each other\n   means  ", "down", "--to", "1", "--all")]
    [InlineData("error PL040: --sql and --write exclude each other\n   means  one prints the plan, the other writes it into the chain", "diff", ".", "local", "--sql", "--write", "x")]
    [InlineData("error PL040: --side-by-side and --sql exclude each other\n", "diff", ".", "local", "--sql", "--side-by-side")]
    [InlineData("error PL040: --allow-drop needs --sql or --write\n   means  ", "diff", ".", "local", "--allow-drop")]
    [InlineData("error PL040: --sql and --write exclude each other\n", "drift", "--sql", "--write", "x")]
    [InlineData("error PL040: --self-test and --sql exclude each other\n   means  the self-test compares nothing but", "drift", "--self-test", "--sql")]
    [InlineData("error PL040: --self-test and --env exclude each other\n", "drift", "--self-test", "--env", "local")]
    [InlineData("error PL040: --self-test and --write exclude each other\n", "drift", "--write", "x", "--self-test")]
    [InlineData("error PL040: --self-test and --schema exclude each other\n", "drift", "--schema", "x", "--self-test")]
    [InlineData("error PL040: plumb up takes no argument migrations/20250101000000_notes.sql\n   means  the command line could not be read as it stands\n   do     to run this one migration, with what it requires: plumb up --only 20250101000000_notes\n", "up", "migrations/20250101000000_notes.sql")]
    [InlineData("error PL040: --row wants --command insert or --command update", "explain-access", "note", "--as", "x", "--row", "{}")]
    [InlineData("error PL040: plumb up has no option --atomc", "up", "--atomc")]
    [InlineData("error PL040: there is no command upp", "upp")]
    [InlineData("error PL040: plumb snapshot has no option --env\n", "snapshot", "--env", "local")]
    [InlineData("error PL040: plumb diff has no option --sqll\n   means  did you mean --sql?", "diff", "--sqll", "local", ".")]
    [InlineData("error PL040: plumb diff has no option --sqll\n   means  did you mean --sql?", "diff", "local", "--sqll")]
    [InlineData("error PL040: plumb adopt has no option --al\n   means  did you mean --all?", "adopt", "--al")]
    [InlineData("error PL040: plumb new has no option --templat\n", "new", "--templat")]
    public async Task A_wrong_command_line_ends_with_a_verdict_too(string message, params string[] arguments)
    {
        using var project = TemporaryProject.WithOneMigration();

        var result = await plumb.RunAsync(project.Path, arguments);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
        Assert.EndsWith("\n\nfailed  nothing was done\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_says_in_its_last_line_what_is_wrong_and_where()
    {
        using var project = TemporaryProject.WithOneMigration().With("migrations/2_b.sql", "CREATE TABLE b ();\n");
        Assert.Equal(0, (await plumb.RunAsync(project.Path, "up")).ExitCode);
        File.Delete(Path.Combine(project.Path, "migrations", "2_b.sql"));
        project.With("migrations/20250101000000_notes.sql", "-- what is kept\nCREATE TABLE note (id bigint PRIMARY KEY, text text NOT NULL);\n");

        var status = await plumb.RunAsync(project.Path, "status");

        Assert.Equal((1, "out of plumb  local: 1 edited since, 1 without a file; 1 file, pending: local 0"), (status.ExitCode, status.Verdict));
        Assert.Contains("--> migrations/20250101000000_notes.sql:2:1", status.Output, StringComparison.Ordinal);
        Assert.Contains("what ran there: CREATE TABLE note (id int PRIMARY KEY, text text NOT NULL)", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_version_is_told_as_long_as_it_can_be_changed()
    {
        using var project = new TemporaryProject().With("migrations/1_a.sql", "CREATE TABLE a ();\n").With("migrations/1_b.sql", "CREATE TABLE b ();\n");

        foreach (var (command, isTold) in new[] { ("status", true), ("up", true), ("status", false), ("verify", false), ("up", false) })
        {
            var result = await plumb.RunAsync(project.Path, command);
            Assert.True(result.ExitCode == 0 && result.Output.Contains("PL124", StringComparison.Ordinal) == isTold, $"{command}: {result}");
        }
    }
}
