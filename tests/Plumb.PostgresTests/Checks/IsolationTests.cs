using Npgsql;
using Plumb.Checks;
using Plumb.Findings;

namespace Plumb.PostgresTests.Checks;

public sealed class IsolationTests(PostgresServer server)
{
    private const string Setup =
        """
        CREATE TABLE t (a int);
        CREATE SEQUENCE s;
        CREATE FUNCTION write_t() RETURNS int LANGUAGE sql AS 'INSERT INTO t VALUES (1) RETURNING a';
        """;

    [Theory]
    [InlineData("SELECT write_t()")]
    [InlineData("INSERT INTO t VALUES (1)")]
    [InlineData("SELECT nextval('s')")]
    [InlineData("CREATE TABLE u ()")]
    [InlineData("WITH w AS (INSERT INTO t VALUES (1) RETURNING a) SELECT a FROM w")]
    [InlineData("DO $$ BEGIN PERFORM write_t(); END $$")]
    public async Task A_check_that_writes_is_refused_even_through_a_function(string statement)
    {
        await using var database = await CheckDatabase.CreateAsync(server, Setup);

        foreach (var expectation in new[] { "rows", "succeeds" })
        {
            var result = await database.RunOneAsync($"-- check: a\n-- expect: {expectation}\n{statement};");

            Assert.Equal((Outcome.Error, "25006"), (result.Outcome, result.Finding!.SqlState));
            Assert.Equal(FindingCodes.CheckWrites, result.Finding.Code);
            Assert.Contains("-- test: a", result.Finding.Help, StringComparison.Ordinal);
        }

        Assert.Equal("0", await database.ScalarAsync("SELECT count(*) FROM t"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_check_cannot_make_its_transaction_writable(bool insideTransaction)
    {
        await using var database = await CheckDatabase.CreateAsync(server, Setup);
        await database.ExecuteAsync(insideTransaction ? "BEGIN" : "");

        var table = await database.RunAsync(
            "-- check: a\n-- expect: rows\nSET TRANSACTION READ WRITE;\nSELECT write_t();\n-- check: b\n-- expect: rows\nSET transaction_read_only = off;\nSELECT write_t();",
            insideTransaction: insideTransaction);

        Assert.All(table.Results, static result => Assert.Equal(Outcome.Error, result.Outcome));
        Assert.Equal("0", await database.ScalarAsync("SELECT count(*) FROM t"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_test_does_is_rolled_back_and_the_connection_stays_usable(bool insideTransaction)
    {
        await using var database = await CheckDatabase.CreateAsync(server, Setup);
        await database.ExecuteAsync(insideTransaction ? "BEGIN; INSERT INTO t VALUES (100);" : "INSERT INTO t VALUES (100)");

        var table = await database.RunAsync(
            """
            -- test: writes
            -- as: pg_read_all_data
            SET search_path = nowhere;
            SET LOCAL work_mem = '9MB';
            -- test: writes more
            -- expect: 2 rows
            SELECT write_t();
            CREATE TEMP TABLE left_behind AS SELECT 1;
            SELECT a FROM t;
            -- check: sees nothing of it
            -- expect: value 100
            SELECT a FROM t;
            -- check: fails
            -- expect: rows
            SELECT nowhere;
            -- check: still runs
            -- expect: rows
            SELECT 1;
            """,
            insideTransaction: insideTransaction);

        Assert.Equal([Outcome.Pass, Outcome.Pass, Outcome.Pass, Outcome.Error, Outcome.Pass], table.Results.Select(r => r.Outcome));
        Assert.Equal("100", await database.ScalarAsync("INSERT INTO t SELECT 200 RETURNING (SELECT a FROM t)"));
        Assert.Equal("4MB|\"$user\", public|off", await database.ScalarAsync(
            "SELECT current_setting('work_mem') || '|' || current_setting('search_path') || '|' || current_setting('transaction_read_only')"));
        Assert.Equal("t", await database.ScalarAsync("SELECT current_user = session_user AND to_regclass('left_behind') IS NULL"));
        await database.ExecuteAsync(insideTransaction ? "COMMIT" : "");
        Assert.Equal("100,200", await database.ScalarAsync("SELECT string_agg(a::text, ',' ORDER BY a) FROM t"));
    }

    [Fact]
    public async Task Uncommitted_changes_are_what_a_check_inside_a_transaction_sees()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "");
        await database.ExecuteAsync("BEGIN; CREATE TABLE fresh (a int)");

        var table = await database.RunAsync("-- check: a\n-- expect: rows\nSELECT 'fresh'::regclass;", insideTransaction: true);

        Assert.True(table.Passed);
    }

    [Fact]
    public async Task Outside_a_transaction_none_is_left_open()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "");

        await database.RunAsync("-- check: a\n-- expect: rows\nSELECT 1;\n-- check: b\n-- expect: rows\nSELECT nowhere;");

        await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync("SAVEPOINT a"));
    }

    [Fact]
    public async Task A_procedure_cannot_commit_from_a_test()
    {
        await using var database = await CheckDatabase.CreateAsync(server, Setup + "CREATE PROCEDURE p() LANGUAGE plpgsql AS 'BEGIN INSERT INTO t VALUES (1); COMMIT; END'");

        var result = await database.RunOneAsync("-- test: a\nCALL p();");

        Assert.Equal("error 2D000", result.Found);
        Assert.Equal("0", await database.ScalarAsync("SELECT count(*) FROM t"));
    }

    [Fact]
    public async Task Tests_run_only_where_they_are_asked_for()
    {
        await using var database = await CheckDatabase.CreateAsync(server, Setup);

        var table = await database.RunAsync("-- test: a\nDROP TABLE t;\n-- check: b\n-- expect: rows\nSELECT 1;", new CheckOptions());

        Assert.Equal([Outcome.Skipped, Outcome.Pass], table.Results.Select(r => r.Outcome));
        Assert.True(table.Passed);
    }

    [Fact]
    [Trait("Row", "VS-1")]
    public async Task An_optional_check_never_blocks()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "");

        var optional = await database.RunAsync("-- check: a\n-- optional\n-- expect: rows\nSELECT 1 WHERE false;\n-- check: b\n-- optional\n-- expect: rows\nSELECT nowhere;");
        var required = await database.RunAsync("-- check: a\n-- expect: rows\nSELECT 1 WHERE false;");

        Assert.True(optional.Passed);
        Assert.False(required.Passed);
    }
}
