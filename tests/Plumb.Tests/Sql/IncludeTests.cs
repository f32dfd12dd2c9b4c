using Plumb.Findings;

namespace Plumb.Tests.Sql;

public sealed class IncludeTests : IDisposable
{
    private readonly ProjectFolder project = new();

    [Fact]
    public void An_included_file_stands_where_the_include_stands()
    {
        project.Write("main.sql", "SELECT 1;\n\\i parts/a.sql\nSELECT 4;").Write("parts/a.sql", "SELECT 2;\n\\ir b.sql\n").Write("parts/b.sql", "SELECT 3");
        var script = project.Split("main.sql");

        Assert.Equal(["SELECT 1", "SELECT 2", "SELECT 3", "SELECT 4"], script.Statements.Select(static s => s.Text));
        Assert.Equal(["main.sql", "parts/a.sql", "parts/b.sql", "main.sql"], script.Statements.Select(static s => s.Place.File));
        Assert.Equal(["main.sql", "parts/a.sql", "parts/b.sql"], script.Sources.Select(static s => s.Path));
    }

    [Theory]
    [InlineData(@"\i parts/a.sql;")]
    [InlineData(@"\include 'parts/a.sql'")]
    [InlineData(@"\ir ./parts/a.sql")]
    [InlineData("\\include_relative\tparts/../parts/a.sql\r")]
    public void The_name_is_read_as_psql_reads_it(string line)
    {
        project.Write("main.sql", line + "\nSELECT 2;").Write("parts/a.sql", "SELECT 1;");

        Assert.Equal(2, project.Split("main.sql").Statements.Count);
    }

    [Fact]
    public void A_quoted_name_may_hold_blanks_and_quotes()
    {
        project.Write("main.sql", @"\i 'it''s a.sql'").Write("it's a.sql", "SELECT 1;");

        Assert.Single(project.Split("main.sql").Statements);
    }

    [Fact]
    public void A_file_that_is_included_twice_runs_twice_and_is_listed_once()
    {
        project.Write("main.sql", "\\i a.sql\n\\i a.sql\n").Write("a.sql", "-- not recorded\nSELECT 1;");
        var script = project.Split("main.sql");

        Assert.Equal(2, script.Statements.Count);
        Assert.Equal(2, script.Sources.Count);
        Assert.Empty(script.Comments);
    }

    [Fact]
    public void A_comment_counts_the_statements_of_included_files()
    {
        project.Write("main.sql", "SELECT 0;\n\\i a.sql\n-- here\nSELECT 3;").Write("a.sql", "SELECT 1; SELECT 2;");

        Assert.Equal(3, Assert.Single(project.Split("main.sql").Comments).NextStatement);
    }

    [Theory]
    [InlineData("SELECT 1\n\\i a.sql\n;", "PL108")]
    [InlineData("\\i main.sql", "PL109")]
    [InlineData("\\i cycle.sql", "PL109")]
    [InlineData("\\i none.sql", "PL110")]
    [InlineData("\\i ../outside/x.sql", "PL111")]
    [InlineData("\\i link.sql", "PL111")]
    [InlineData("\\i linked/x.sql", "PL111")]
    [InlineData("\\i parts", "PL112")]
    [InlineData("\\i nul.sql", "PL113")]
    [InlineData("\\i latin1.sql", "PL114")]
    [InlineData("\\i", "PL117")]
    [InlineData("\\i a.sql b.sql", "PL117")]
    [InlineData("\\i `ls`", "PL117")]
    [InlineData("\\i :file", "PL117")]
    public void An_include_that_cannot_be_followed_is_an_error(string text, string code)
    {
        project.Write("main.sql", text).Write("a.sql", "SELECT 1;").Write("cycle.sql", "\\i main.sql").Write("parts/b.sql", "SELECT 1;");
        project.Write("nul.sql", "SELECT 1\0;").Write("latin1.sql", [(byte)'-', (byte)'-', 0xE9]);
        File.WriteAllText(Path.Combine(project.Outside, "x.sql"), "SELECT 1;");
        File.CreateSymbolicLink(Path.Combine(project.Root, "link.sql"), Path.Combine(project.Outside, "x.sql"));
        Directory.CreateSymbolicLink(Path.Combine(project.Root, "linked"), "../outside");

        var fault = Assert.Single(Assert.Throws<MigrationFileException>(() => project.Split("main.sql")).Findings);
        Assert.Equal(code, fault.Code.Code);
        Assert.NotNull(fault.Place);
        Assert.NotNull(fault.Help);
    }

    [Fact]
    public void A_cycle_shows_the_way_round()
    {
        project.Write("main.sql", "\\i a.sql").Write("a.sql", "\\i b.sql").Write("b.sql", "SELECT 1;\n\\i a.sql");
        var fault = Assert.Single(Assert.Throws<MigrationFileException>(() => project.Split("main.sql")).Findings);

        Assert.Equal("a.sql → b.sql → a.sql", Assert.Single(fault.Details));
        Assert.Equal("b.sql:2:1", fault.Place!.ToString());
    }

    [Fact]
    public void The_faults_of_all_files_are_reported_together()
    {
        project.Write("main.sql", "\\i a.sql\n\\x\n\\i none.sql").Write("a.sql", "SELECT 'open");
        var findings = Assert.Throws<MigrationFileException>(() => project.Split("main.sql")).Findings;

        Assert.Equal(["a.sql:1:8", "main.sql:2:1", "main.sql:3:1"], findings.Select(static f => f.Place!.ToString()));
    }

    [Fact]
    public void A_link_within_the_project_is_followed()
    {
        project.Write("main.sql", "\\i link.sql").Write("a.sql", "SELECT 1;");
        File.CreateSymbolicLink(Path.Combine(project.Root, "link.sql"), "a.sql");

        Assert.Single(project.Split("main.sql").Statements);
    }

    [Fact]
    public void Without_a_project_nothing_can_be_included() =>
        Assert.Equal(FindingCodes.InvalidInclude, Splitting.Fault("\\i a.sql").Code);

    [Fact]
    public void Files_that_include_ever_new_files_are_a_mistake()
    {
        for (var i = 0; i < 200; i++)
        {
            project.Write($"{i}.sql", $"\\i {i + 1}.sql");
        }

        Assert.Equal(FindingCodes.IncludeCycle, Assert.Throws<MigrationFileException>(() => project.Split("0.sql")).Findings[0].Code);
    }

    public void Dispose() => project.Dispose();
}
