using Plumb.Checks;

namespace Plumb.PostgresTests.Checks;

public sealed class ExpectationTests(PostgresServer server)
{
    [Theory]
    [Trait("Row", "VS-1")]
    [InlineData("no rows", "SELECT 1 WHERE false", Outcome.Pass, "0 rows")]
    [InlineData("no rows", "SELECT 1", Outcome.Fail, "1 row")]
    [InlineData("rows", "VALUES (1), (2)", Outcome.Pass, "2 rows")]
    [InlineData("rows", "SELECT 1 WHERE false", Outcome.Fail, "0 rows")]
    [InlineData("1 row", "SELECT 1", Outcome.Pass, "1 row")]
    [InlineData("2 rows", "SELECT 1", Outcome.Fail, "1 row")]
    [InlineData("at least 2 rows", "VALUES (1), (2)", Outcome.Pass, "2 rows")]
    [InlineData("at least 2 rows", "VALUES (1)", Outcome.Fail, "1 row")]
    [InlineData("at most 1 row", "VALUES (1)", Outcome.Pass, "1 row")]
    [InlineData("at most 1 row", "VALUES (1), (2)", Outcome.Fail, "2 rows")]
    [InlineData("value 5", "SELECT 2 + 3", Outcome.Pass, "value 5")]
    [InlineData("value 5", "SELECT 6", Outcome.Fail, "value 6")]
    [InlineData("value 5", "SELECT NULL::int", Outcome.Fail, "value NULL")]
    [InlineData("value 5", "SELECT 5, 5", Outcome.Fail, "2 columns")]
    [InlineData("value 5", "VALUES (5), (5)", Outcome.Fail, "2 rows")]
    [InlineData("value true", "SELECT true", Outcome.Pass, "value t")]
    [InlineData("value t", "SELECT true", Outcome.Pass, "value t")]
    [InlineData("value true", "SELECT 't'::text", Outcome.Fail, "value t")]
    [InlineData("value '{1,2}'", "SELECT ARRAY[1, 2]", Outcome.Pass, "value {1,2}")]
    [InlineData("value 2 years", "SELECT interval '2 years'", Outcome.Pass, "value 2 years")]
    [InlineData("value 1", "SHOW max_prepared_transactions", Outcome.Fail, "value 0")]
    [InlineData("rows", "EXPLAIN SELECT 1", Outcome.Pass, "1 row")]
    [InlineData("true", "SELECT true, 5, 3 > 2 AS b", Outcome.Pass, "true")]
    [InlineData("true", "SELECT a, a < 3 AS small FROM generate_series(1, 4) a", Outcome.Fail, "false in column small (row 3)")]
    [InlineData("true", "SELECT NULL::boolean AS b", Outcome.Fail, "null in column b (row 1)")]
    [InlineData("true", "SELECT true WHERE false", Outcome.Fail, "0 rows")]
    [InlineData("true", "SELECT 't'::text", Outcome.Fail, "no boolean column")]
    [InlineData("every row a < 5", "SELECT a FROM generate_series(1, 4) a", Outcome.Pass, "4 rows")]
    [InlineData("every row a < 3", "SELECT a FROM generate_series(1, 4) a", Outcome.Fail, "2 of 4 rows break it")]
    [InlineData("every row a < 5 or a is null", "VALUES (1) -- remark", Outcome.Error, "error 42703")]
    [InlineData("every row column1 > 1", "VALUES (NULL::int), (2)", Outcome.Fail, "1 of 2 rows break it")]
    [InlineData("every row b = 1", "SELECT 1 AS a, 2 AS a, 3, 4, 1 AS b -- a remark", Outcome.Pass, "1 row")]
    [InlineData("every row \"?column?\" = 1", "SELECT 1", Outcome.Pass, "1 row")]
    [InlineData("every row n > 0 -- a remark", "WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT n FROM t", Outcome.Pass, "3 rows")]
    [InlineData("every row a = 1", "(SELECT 1 AS a) UNION ALL (SELECT 1)", Outcome.Pass, "2 rows")]
    [InlineData("error 22012", "SELECT 1 / 0", Outcome.Pass, "error 22012")]
    [InlineData("error 22012", "SELECT 1", Outcome.Fail, "no error, 1 row")]
    [InlineData("error 22012", "SELECT 'x'::int", Outcome.Fail, "error 22P02")]
    [InlineData("error 22012", "SELECT 1 / (2 - a) FROM generate_series(1, 2) a", Outcome.Pass, "error 22012")]
    [InlineData("succeeds", "DO $$ BEGIN PERFORM 1; END $$", Outcome.Pass, "succeeded")]
    [InlineData("succeeds", "DO $$ BEGIN RAISE 'no'; END $$", Outcome.Fail, "error P0001")]
    [InlineData("rows", "SELECT * FROM nowhere", Outcome.Error, "error 42P01")]
    [InlineData("rows", "SET work_mem = '5MB'", Outcome.Fail, "succeeded")]
    [InlineData("rows", "SELECT relacl FROM pg_class", Outcome.Pass, null)]
    public async Task Each_expectation_is_judged(string expectation, string statement, Outcome outcome, string? found)
    {
        await using var database = await CheckDatabase.CreateAsync(server, "");

        var result = await database.RunOneAsync($"-- check: a\n-- expect: {expectation}\n{statement};");

        Assert.Equal((outcome, found ?? result.Found), (result.Outcome, result.Found));
        Assert.Equal(expectation, result.Expected);
        Assert.Equal(outcome == Outcome.Error, result.Outcome == Outcome.Error && result.Finding is not null);
    }

    [Theory]
    [InlineData("affected 2", "UPDATE t SET a = a", Outcome.Pass, "affected 2")]
    [InlineData("affected 0", "UPDATE t SET a = a", Outcome.Fail, "affected 2")]
    [InlineData("affected 0", "DELETE FROM t WHERE a > 5", Outcome.Pass, "affected 0")]
    [InlineData("affected 1", "INSERT INTO t VALUES (3) RETURNING a", Outcome.Pass, "affected 1")]
    [InlineData("affected 1", "SELECT a FROM t", Outcome.Fail, "2 rows")]
    [InlineData("affected 1", "CREATE TABLE u ()", Outcome.Fail, "succeeded")]
    [InlineData("error 23505", "INSERT INTO t VALUES (1)", Outcome.Pass, "error 23505")]
    [InlineData("every row a > 1", "UPDATE t SET a = a + 10 RETURNING a", Outcome.Pass, "2 rows")]
    [InlineData("every row a > 11", "DELETE FROM t RETURNING a + 10 AS a", Outcome.Fail, "1 of 2 rows break it")]
    [InlineData("affected 3", "WITH x AS (DELETE FROM t RETURNING a) INSERT INTO u SELECT a FROM x UNION ALL SELECT 7", Outcome.Error, "error 42P01")]
    public async Task A_test_is_judged_by_what_it_changes(string expectation, string statement, Outcome outcome, string found)
    {
        await using var database = await CheckDatabase.CreateAsync(server, "CREATE TABLE t (a int PRIMARY KEY); INSERT INTO t VALUES (1), (2)");

        var result = await database.RunOneAsync($"-- test: a\n-- expect: {expectation}\n{statement};");

        Assert.Equal((outcome, found), (result.Outcome, result.Found));
        Assert.Equal("1,2", await database.ScalarAsync("SELECT string_agg(a::text, ',' ORDER BY a) FROM t"));
    }

    [Fact]
    public async Task Several_expectations_must_all_hold()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "");

        var result = await database.RunOneAsync(
            "-- test: a\n-- expect: 2 rows\n-- expect: every row a > 1\n-- expect: every row a < 9\n-- expect: true\nSELECT a, a > 0 AS b FROM generate_series(1, 2) a;");

        Assert.Equal(
            (Outcome.Fail, "2 rows, every row a > 1, every row a < 9, true", "1 of 2 rows break it"),
            (result.Outcome, result.Expected, result.Found));
        Assert.Equal([["1", "t"]], result.Evidence.Rows);
        Assert.Equal(["a", "b"], result.Evidence.Columns);
    }

    [Fact]
    public async Task Changes_are_counted_beside_conditions_on_the_changed_rows()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2)");

        var result = await database.RunOneAsync("-- test: a\n-- expect: affected 2\n-- expect: every row a < 3\nUPDATE t SET a = a RETURNING *;");

        Assert.Equal((Outcome.Pass, "affected 2, 2 rows"), (result.Outcome, result.Found));
    }

    [Theory]
    [InlineData("-- expect: every row a > 1", true)]
    [InlineData("-- expect: every row a > 1\n-- expect: succeeds", true)]
    [InlineData("-- expect: every row a > 1\n-- expect: at most 3 rows", false)]
    [InlineData("-- expect: no rows", false)]
    public async Task A_condition_over_no_rows_is_vacuous(string expectations, bool isVacuous)
    {
        await using var database = await CheckDatabase.CreateAsync(server, "");

        var result = await database.RunOneAsync($"-- check: a\n{expectations}\nSELECT 1 AS a WHERE false;");

        Assert.Equal((Outcome.Pass, isVacuous), (result.Outcome, result.IsVacuous));
    }

    [Fact]
    public async Task An_error_in_an_earlier_statement_is_not_the_one_that_was_expected()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "CREATE TABLE t (a int PRIMARY KEY); INSERT INTO t VALUES (1)");

        var result = await database.RunOneAsync(
            "-- test: a\n-- expect: error 23505\nINSERT INTO t VALUES (2);\nINSERT INTO t VALUES (1);\nINSERT INTO t VALUES (1);");

        Assert.Equal((Outcome.Error, 4), (result.Outcome, result.Finding!.Place!.Line));
    }

    [Fact]
    public async Task An_earlier_query_fails_at_its_own_place()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "");

        var result = await database.RunOneAsync("-- check: a\n-- expect: error 22012\nSELECT relacl FROM pg_class;\nSELECT 1 / 0;\nSELECT 1 / 0;");

        Assert.Equal((Outcome.Error, 4), (result.Outcome, result.Finding!.Place!.Line));
    }
}
