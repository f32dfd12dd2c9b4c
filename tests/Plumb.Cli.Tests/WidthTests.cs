namespace Plumb.Cli.Tests;

/// <summary>Tables fit the terminal.</summary>
public sealed class WidthTests(PlumbProgram plumb)
{
    private const string Long = "20250101000000_a_table_with_a_name_longer_than_most";

    [Theory]
    [InlineData(60, 60)]
    [InlineData(80, 80)]
    [InlineData(200, 100)]
    public async Task No_row_of_a_table_is_wider_than_the_terminal(int columns, int most)
    {
        using var project = Project();
        Assert.Equal(1, (await plumb.RunAsync(project.Path, "up")).ExitCode);

        var up = await plumb.RunAtWidthAsync(columns, project.Path, "up");
        var status = await plumb.RunAtWidthAsync(columns, project.Path, "status");
        var help = await plumb.RunAtWidthAsync(columns, project.Path, "verify", "--help");

        AssertFits(up, most, "a title of many words", "rolled back");
        AssertFits(status, most, Long, "· pending");
        AssertFits(help, most, "--all-rows");
    }

    [Fact]
    public async Task Without_a_terminal_it_is_100_columns_whatever_COLUMNS_says()
    {
        using var project = Project();
        var up = await plumb.RunWithAsync(["COLUMNS=60"], project.Path, "up");
        Assert.Equal(100, up.Output.Split('\n').Where(static line => line.StartsWith("  ", StringComparison.Ordinal)).Max(static line => line.Length));
    }

    private static TemporaryProject Project() => new TemporaryProject()
        .With($"migrations/{Long}.sql", "CREATE TABLE note (id int PRIMARY KEY, text text NOT NULL);\n")
        .With(
            $"verify/{Long}.sql",
            """
            -- check: a title of many words, which goes on and on until nobody would want to read it any further
            -- expect: every row relname like 'something that does not fit into a column'
            -- hint: a hint of many words, which goes on and on until nobody would want to read it any further, and on
            SELECT relname, repeat('wide ', 60) AS wide FROM pg_class LIMIT 9;
            """);

    private static void AssertFits(ProgramOutput result, int most, params string[] parts)
    {
        var lines = result.Output.Split('\n').Select(static line => line.TrimEnd('\r')).ToList();
        Assert.True(Array.TrueForAll(parts, part => lines.Exists(line => line.Contains(part, StringComparison.Ordinal))), result.ToString());
        Assert.DoesNotContain(lines, line => line.StartsWith("  ", StringComparison.Ordinal) && line.Length > most && !line.Contains("plumb verify", StringComparison.Ordinal));
    }
}
