using Plumb.Findings;
using static Plumb.Tests.Sql.Splitting;

namespace Plumb.Tests.Sql;

public sealed class UnterminatedTests
{
    [Theory]
    [InlineData("SELECT 1;\nSELECT 'a;\nSELECT 2;", "PL101", 2, 8)]
    [InlineData("SELECT E'a\\';", "PL101", 1, 9)]
    [InlineData("SELECT U&'a;", "PL101", 1, 10)]
    [InlineData("SELECT B'0", "PL101", 1, 9)]
    [InlineData("SELECT E'a'\n'b\\';", "PL101", 2, 1)]
    [InlineData("SELECT \"a;\n", "PL102", 1, 8)]
    [InlineData("SELECT U&\"a;", "PL102", 1, 10)]
    [InlineData("SELECT $a$ $A$;", "PL103", 1, 8)]
    [InlineData("SELECT $$;", "PL103", 1, 8)]
    [InlineData("SELECT 1; /* a /* b */", "PL104", 1, 11)]
    [InlineData("CREATE TABLE t (a numeric(1,2);\nSELECT 1;", "PL105", 1, 16)]
    [InlineData("SELECT f(a, (b);", "PL105", 1, 9)]
    [InlineData("CREATE FUNCTION f() RETURNS int\nBEGIN ATOMIC SELECT CASE WHEN true THEN 1; END;\nSELECT 1;", "PL106", 2, 1)]
    [InlineData("CREATE FUNCTION f() RETURNS int (BEGIN ATOMIC SELECT 1; END;", "PL105", 1, 33)]
    [InlineData("CREATE FUNCTION f() BEGIN ATOMIC SELECT (1; END;", "PL106", 1, 21)]
    public void The_place_is_that_of_the_opening(string text, string code, int line, int column)
    {
        var fault = Fault(text);

        Assert.Equal(code, fault.Code.Code);
        Assert.Equal((line, column), (fault.Place!.Line, fault.Place.Column));
        Assert.Equal(text.Split('\n')[line - 1], fault.Place.SourceLine);
        Assert.NotNull(fault.Meaning);
        Assert.NotNull(fault.Help);
    }

    [Fact]
    public void A_parenthesis_names_the_first_semicolon_that_it_swallows() =>
        Assert.Contains("test.sql:2:9", Assert.Single(Fault("CREATE TABLE t (a int,\n b (int);\nSELECT 1;").Details), StringComparison.Ordinal);

    [Fact]
    public void A_comment_names_the_nested_opening() =>
        Assert.Contains("test.sql:2:4", Assert.Single(Fault("/* a\n b /* c */\nSELECT 1;").Details), StringComparison.Ordinal);

    [Fact]
    public void The_caret_underlines_a_dollar_tag() => Assert.Equal(6, Fault("SELECT $body$ x").Place!.Length);

    [Fact]
    public void The_message_reads_well() => Assert.Equal(
        """
        error PL103: the string that starts with $body$ is not closed
          --> test.sql:1:8
           |
         1 | SELECT $body$ x
           |        ^^^^^^
            means  it ends at the next $body$ in exactly this spelling, case included, and there is none
            do     write $body$ where the string ends

        """,
        FindingText.Render(Fault("SELECT $body$ x")));
}
