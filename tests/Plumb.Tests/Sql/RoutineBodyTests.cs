using static Plumb.Tests.Sql.Splitting;

namespace Plumb.Tests.Sql;

public sealed class RoutineBodyTests
{
    [Theory]
    [InlineData("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END")]
    [InlineData("create or /* c */ replace procedure p() begin atomic insert into t values (1); end")]
    [InlineData("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN CASE WHEN 1=1 THEN 1 END END; END")]
    [InlineData("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT (CASE WHEN true THEN 1 END); SELECT 2; END")]
    [InlineData("CREATE FUNCTION f(\"begin\" int, x int) RETURNS int BEGIN ATOMIC SELECT 'END'; SELECT $$END$$ /* END */; END")]
    [InlineData("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC END")]
    public void The_semicolons_of_an_sql_body_do_not_split(string statement) =>
        Assert.Equal([statement, "SELECT 2"], Texts(statement + ";\nSELECT 2;"));

    [Theory]
    [InlineData("BEGIN")]
    [InlineData("CREATE TABLE begin_end (begin int)")]
    [InlineData("CREATE UNIQUE INDEX begin ON t (begin)")]
    [InlineData("CREATE FUNCTION f(begin int) RETURNS int RETURN 1")]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'BEGIN; SELECT 1'")]
    [InlineData("CREATE FUNCTION f() RETURNS int RETURN CASE WHEN true THEN 1 END")]
    [InlineData("CREATE OR REPLACE VIEW begin AS SELECT begin FROM t")]
    public void Elsewhere_BEGIN_opens_nothing(string statement) =>
        Assert.Equal([statement, "SELECT 2"], Texts(statement + ";\nSELECT 2;"));
}
