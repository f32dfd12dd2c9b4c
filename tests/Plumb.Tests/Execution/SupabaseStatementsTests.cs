using Plumb.Execution;
using Plumb.Sql;

namespace Plumb.Tests.Execution;

public sealed class SupabaseStatementsTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData(" \n\t", new string[0])]
    [InlineData("SELECT 1;", new[] { "SELECT 1" })]
    [InlineData("SELECT 1", new[] { "SELECT 1" })]
    [InlineData("SELECT 1;\r\n\r\nSELECT 2 ;\n", new[] { "SELECT 1", "SELECT 2" })]
    [InlineData("-- first\nSELECT 1; -- second\n/* and */ SELECT 2;", new[] { "-- first\nSELECT 1", "-- second\n/* and */ SELECT 2" })]
    [InlineData("SELECT 1;\n-- the end;\n", new[] { "SELECT 1", "-- the end;" })]
    [InlineData("SELECT 1 -- no semicolon\n", new[] { "SELECT 1 -- no semicolon" })]
    [InlineData("-- nothing but this\n", new[] { "-- nothing but this" })]
    [InlineData("SELECT 1;;;\nSELECT 2;", new[] { "SELECT 1", "SELECT 2" })]
    [InlineData("SELECT 1;\n/* ; */ ;\n-- ;\nSELECT 2;", new[] { "SELECT 1", "/* ; */", "-- ;\nSELECT 2" })]
    [InlineData("COPY t FROM STDIN;\n1;2\n\\.\nSELECT 1;", new[] { "COPY t FROM STDIN", "SELECT 1" })]
    [InlineData("SELECT ';' ;\nDO $$ BEGIN NULL; END $$;", new[] { "SELECT ';'", "DO $$ BEGIN NULL; END $$" })]
    [InlineData("SELECT 'ü', '日本'; SELECT E'\\';';", new[] { "SELECT 'ü', '日本'", "SELECT E'\\';'" })]
    public void Each_entry_reaches_from_one_semicolon_to_the_next(string file, string[] expected) =>
        Assert.Equal(expected, SupabaseStatements.Of(SqlSplitter.Split(new SourceText("a.sql", file))));
}
