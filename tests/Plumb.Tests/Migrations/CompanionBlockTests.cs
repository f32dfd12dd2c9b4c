using Plumb.Findings;

namespace Plumb.Tests.Migrations;

public sealed class CompanionBlockTests
{
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void A_block_comment_is_a_companion_whose_places_are_those_of_the_file(string newLine)
    {
        var text = string.Join(
            newLine,
            "/* plumb:require SELECT 'r'; */",
            "CREATE TABLE t ();",
            "/* plumb:revert",
            "   DROP /* nested */ TABLE t;",
            "*/",
            "\t/* plumb: verify",
            "-- check: there",
            "SELECT 1 */");
        var chain = TemporaryProject.ChainOf(text);
        Assert.Empty(chain.Findings);
        var a = chain.Versioned[0];
        Assert.Equal("CREATE TABLE t ()", Assert.Single(a.Up.Statements).Text);
        Assert.Equal("migrations/001_a.sql:1:18", a.Require!.Statements[0].Place.ToString());
        var drop = Assert.Single(a.Revert!.Statements);
        Assert.Equal("DROP /* nested */ TABLE t", drop.Text);
        Assert.Equal("migrations/001_a.sql:4:4", drop.Place.ToString());
        Assert.Equal("   DROP /* nested */ TABLE t;", drop.Place.SourceLine);
        Assert.Equal("SELECT 1", Assert.Single(a.Verify!.Statements).Text);
        Assert.Equal(7, a.Verify.Source.PlaceAt(a.Verify.Comments[0].Start).Line);
    }

    [Theory]
    [InlineData("/* plumb:rever SELECT 1; */", "PL134", "write /* plumb:revert")]
    [InlineData("/* plumb:requires 001_b */", "PL134", "write -- plumb: requires before the first statement")]
    [InlineData("/* plumb:banana */", "PL134", "known are require, verify, revert")]
    [InlineData("/* plumb: */", "PL134", "known are require, verify, revert")]
    [InlineData("/* plumb revert SELECT 1; */", "PL135", "write /* plumb:revert")]
    [InlineData("/* plunb:revert SELECT 1; */", "PL135", "write /* plumb:revert")]
    [InlineData("/* plumb:revert */", "PL133", "write its SQL, or remove the comment")]
    public void A_wrong_block_is_an_error_with_the_nearest_word(string block, string code, string help)
    {
        var finding = Assert.Single(TemporaryProject.ChainOf($"SELECT 1;\n{block}\n").Findings);
        Assert.Equal((code, Severity.Error, help, 2), (finding.Code.Code, finding.Severity, finding.Help, finding.Place!.Line));
    }

    [Fact]
    public void A_block_inside_a_statement_is_misplaced()
    {
        var finding = Assert.Single(TemporaryProject.ChainOf("SELECT /* plumb:revert SELECT 2; */ 1;").Findings);
        Assert.Equal(FindingCodes.MisplacedDirective, finding.Code);
    }

    [Fact]
    public void Two_blocks_for_one_companion_are_an_error()
    {
        var finding = Assert.Single(TemporaryProject.ChainOf("SELECT 1;\n/* plumb:verify SELECT 1 */\n/* plumb:verify SELECT 2 */").Findings);
        Assert.Equal((FindingCodes.CompanionTwice, 3), (finding.Code, finding.Place!.Line));
    }

    [Fact]
    public void A_file_and_a_block_for_one_companion_are_an_error()
    {
        using var project = TemporaryProject.With(
            ("migrations/001_a.sql", "SELECT 1;\n/* plumb:verify SELECT 1 */"), ("verify/001_a.sql", null));
        var finding = Assert.Single(project.Findings());
        Assert.Equal((FindingCodes.CompanionTwice, "migrations/001_a.sql", 2), (finding.Code, finding.Place!.File, finding.Place.Line));
        Assert.Equal(["the other one is verify/001_a.sql:1:1"], finding.Details);
    }

    [Fact]
    public void What_is_not_closed_in_a_block_is_reported_at_its_place_in_the_file()
    {
        var finding = Assert.Single(TemporaryProject.ChainOf("SELECT 1;\n/* plumb:verify\n  SELECT 'open\n*/").Findings);
        Assert.Equal(("migrations/001_a.sql", 3, 10), (finding.Place!.File, finding.Place.Line, finding.Place.Column));
    }
}
