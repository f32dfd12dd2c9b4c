using Plumb.PostgresTests.Execution;
using Plumb.Proof.Rows;

namespace Plumb.PostgresTests.Proof;

public sealed class TableContentsTests(PostgresServer server)
{
    [Fact]
    public async Task A_value_that_another_type_holds_as_well_is_not_lost()
    {
        await using var project = await TestProject.CreateAsync(server);
        await project.ExecuteAsync("CREATE TABLE t (d date, s timestamp, j json, n int); INSERT INTO t VALUES ('2024-02-29', '2024-02-29 12:00', '{\"b\":1,\"a\":2}', 7)");
        await using var connection = await project.OpenAsync();
        var before = await TableContents.ReadAsync(connection, oids: null, TestContext.Current.CancellationToken);
        await project.ExecuteAsync("ALTER TABLE t ALTER d TYPE timestamptz, ALTER s TYPE timestamptz, ALTER j TYPE jsonb, ALTER n TYPE numeric");
        Assert.Empty(before.LostIn(await TableContents.ReadAsync(connection, oids: null, TestContext.Current.CancellationToken)));
        await project.ExecuteAsync("ALTER TABLE t ALTER s TYPE date");
        Assert.Equal("public.t.s: 1 of 1 values are gone or changed", Assert.Single(before.LostIn(await TableContents.ReadAsync(connection, oids: null, TestContext.Current.CancellationToken))).ToString());
    }

    [Theory]
    [InlineData("ALTER TABLE t ADD c int; CREATE INDEX ON t (a); INSERT INTO t VALUES (9, 'z')", "")]
    [InlineData("ALTER TABLE t RENAME TO u; ALTER TABLE u RENAME a TO b", "")]
    [InlineData("UPDATE t SET a = 'filled' WHERE a IS NULL", "")]
    [InlineData("ALTER TABLE t ALTER id TYPE bigint", "")]
    [InlineData("ALTER TABLE t ADD at date; UPDATE t SET at = '2024-02-29'", "")]
    [InlineData("UPDATE t SET a = 'y' WHERE id = 1", "public.t.a: 1 of 3 values are gone or changed")]
    [InlineData("DELETE FROM t WHERE id = 1", "public.t: 1 of 4 rows are gone; public.t.id: 1 of 4 values are gone or changed; public.t.a: 1 of 3 values are gone or changed")]
    [InlineData("ALTER TABLE t DROP a", "public.t.a: the column is gone, with 3 values")]
    [InlineData("DROP TABLE t", "public.t: the table is gone, with 4 rows")]
    [InlineData("ALTER TABLE t ALTER a TYPE varchar(1) USING left(a, 1)", "public.t.a: 1 of 3 values are gone or changed")]
    public async Task What_is_lost_is_counted_by_row_and_value(string change, string expected)
    {
        await using var project = await TestProject.CreateAsync(server);
        await project.ExecuteAsync("CREATE TABLE t (id int, a text); INSERT INTO t VALUES (1, 'x'), (2, 'x'), (3, 'long'), (4, NULL)");
        await using var connection = await project.OpenAsync();
        var before = await TableContents.ReadAsync(connection, oids: null, TestContext.Current.CancellationToken);
        await project.ExecuteAsync(change);
        var after = await TableContents.ReadAsync(connection, oids: null, TestContext.Current.CancellationToken);
        Assert.Equal(expected, string.Join("; ", before.LostIn(after)));
    }
}
