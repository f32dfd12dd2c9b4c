using Plumb.Findings;
using Plumb.Sql;
using static Plumb.Tests.Sql.Splitting;

namespace Plumb.Tests.Sql;

public sealed class CopyRowsTests
{
    [Theory]
    [InlineData("COPY t FROM STDIN;\n1\tit's; \"x\n2\t$$(\n\\.\nSELECT 2;", "1\tit's; \"x\n2\t$$(\n")]
    [InlineData("copy public.t (a, b) from stdin with (format csv);\r\n1,\"\r\n\r\n\\.\r\nSELECT 2;", "1,\"\r\n\r\n")]
    [InlineData("COPY t FROM /* c */ stdout -- c\n;\n\\.\nSELECT 2;", "")]
    [InlineData("COPY \"from\" FROM STDIN (DELIMITER ';') ; -- rows follow; here\n1\\.\n\\.x\n \\.\n\\.\nSELECT 2;", "1\\.\n\\.x\n \\.\n")]
    [InlineData("COPY t FROM STDIN WHERE a > 1;\n1\n\\.\n\nSELECT 2", "1\n")]
    public void The_lines_up_to_the_marker_are_rows(string text, string rows)
    {
        var script = Split(text);

        Assert.Equal(2, script.Statements.Count);
        Assert.Equal(StatementKind.CopyFromStdin, script.Statements[0].Kind);
        Assert.Equal(rows, text[script.Statements[0].CopyData!.Value]);
        Assert.Equal("SELECT 2", script.Statements[1].Text);
    }

    [Theory]
    [InlineData("COPY t FROM STDIN;\n1\n2\n", "1\n2\n")]
    [InlineData("COPY t FROM STDIN;\n1\n2", "1\n2")]
    [InlineData("COPY t FROM STDIN;\n1\n\\.", "1\n")]
    [InlineData("COPY t FROM STDIN;", "")]
    [InlineData("COPY t FROM STDIN", "")]
    [InlineData("COPY t FROM STDIN;\n", "")]
    public void Rows_may_reach_to_the_end_of_the_file(string text, string rows) =>
        Assert.Equal(rows, text[Assert.Single(Split(text).Statements).CopyData!.Value]);

    [Theory]
    [InlineData("COPY t FROM 'stdin'")]
    [InlineData("COPY t FROM \"stdin\"")]
    [InlineData("COPY t FROM PROGRAM 'stdin'")]
    [InlineData("COPY (SELECT a FROM stdin) TO STDOUT")]
    [InlineData("COPY (SELECT a FROM t) FROM STDIN")]
    [InlineData("COPY t TO STDOUT")]
    [InlineData("SELECT copy FROM stdin")]
    public void Other_copies_have_no_rows(string statement)
    {
        var script = Split(statement + ";\nSELECT 2;");

        Assert.Equal(2, script.Statements.Count);
        Assert.Equal(StatementKind.Ordinary, script.Statements[0].Kind);
        Assert.Null(script.Statements[0].CopyData);
    }

    [Fact]
    public void What_stands_behind_a_copy_on_its_line_runs_after_it()
    {
        const string Text = "COPY a FROM STDIN; SELECT 1; COPY b FROM STDIN; SELECT 2;\nrow a\n\\.\nrow b\n\\.\nSELECT 3;";
        var script = Split(Text);

        Assert.Equal(["COPY a FROM STDIN", "SELECT 1", "COPY b FROM STDIN", "SELECT 2", "SELECT 3"], script.Statements.Select(static s => s.Text));
        Assert.Equal("row a\n", Text[script.Statements[0].CopyData!.Value]);
        Assert.Equal("row b\n", Text[script.Statements[2].CopyData!.Value]);
    }

    [Theory]
    [InlineData("COPY a FROM STDIN; SELECT 'x\n1\n\\.\ny';", 20)]
    [InlineData("COPY a FROM STDIN; SELECT 1\n1\n\\.\n;", 20)]
    [InlineData("COPY a FROM STDIN; /* x\n1\n\\.\n*/", 20)]
    public void A_statement_must_not_go_on_after_the_rows(string text, int column)
    {
        var fault = Faults(text)[0];

        Assert.Equal(FindingCodes.StatementAroundCopyRows, fault.Code);
        Assert.Equal((1, column), (fault.Place!.Line, fault.Place.Column));
    }
}
