using Plumb.Findings;

namespace Plumb.PostgresTests.Execution;

/// <summary>Rows that stand in the file itself.</summary>
public sealed class CopyTests(PostgresServer server)
{
    [Fact]
    public async Task Inline_rows_are_loaded_as_psql_loads_them()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql",
                """
                CREATE TABLE a (id int, t text);
                COPY a FROM STDIN;
                1	tab	and
                \.
                COPY a (id, t) FROM STDIN WITH (FORMAT csv, HEADER);
                id,t
                2,"two
                lines; and ü"
                \.
                COPY a FROM STDIN;
                \.
                INSERT INTO a VALUES (3, NULL);
                """.Replace("tab\tand", "tab\\tand", StringComparison.Ordinal)));

        await project.MustApplyAsync();

        Assert.Equal("1=tab\tand|2=two\nlines; and ü|3=", await project.ScalarAsync("SELECT string_agg(id || '=' || coalesce(t, ''), '|' ORDER BY id) FROM a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-- plumb: no-transaction\n")]
    public async Task A_row_that_is_refused_is_shown_with_its_line(string header)
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", header + "CREATE TABLE a (id int);\nCOPY a FROM STDIN;\n1\ntwo\n3\n\\.\n"));

        var finding = Told.OneFinding(await project.UpAsync());

        Assert.Equal("22P02", finding.SqlState);
        Assert.Equal((header.Length == 0 ? 4 : 5, "two", 3), (finding.Place!.Line, finding.Place.SourceLine, finding.Place.Length));
        Assert.Equal("0", await project.ScalarAsync("SELECT coalesce(sum(n_live_tup), 0) FROM pg_stat_user_tables WHERE relname = 'a'"));
    }

    [Fact]
    public async Task A_row_that_breaks_a_constraint_is_shown_with_its_line()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE TABLE a (id int PRIMARY KEY);\nCOPY a FROM STDIN;\n1\n2\n1\n\\.\n"));

        var finding = Told.OneFinding(await project.UpAsync());

        Assert.Equal((FindingCodes.UniqueViolation, 5), (finding.Code, finding.Place!.Line));
        Assert.Null(await project.ScalarAsync("SELECT to_regclass('a')::text"));
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_shown_at_its_name()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "COPY missing FROM STDIN;\n1\n\\.\nSELECT 1;\n"));

        Assert.Equal("migrations/001_a.sql:1:1", Told.OneFinding(await project.UpAsync()).Place!.ToString());
        await project.AssertLedgerAsync();
    }
}
