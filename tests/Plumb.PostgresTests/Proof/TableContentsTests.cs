using Plumb.PostgresTests.Execution;
using Plumb.Proof.Rows;

namespace Plumb.PostgresTests.Proof;

public sealed class TableContentsTests(PostgresServer server)
{
    [Theory]
    [InlineData("ALTER TABLE t ADD c int; CREATE INDEX ON t (a); INSERT INTO t VALUES (9, 'z')", "")]
    [InlineData("ALTER TABLE t RENAME TO u; ALTER TABLE u RENAME a TO b", "")]
    [InlineData("UPDATE t SET a = 'filled' WHERE a IS NULL", "")]
    [InlineData("ALTER TABLE t ALTER id TYPE bigint", "")]
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
        var before = await TableContents.ReadAsync(connection, static _ => true, TestContext.Current.CancellationToken);
        await project.ExecuteAsync(change);
        var after = await TableContents.ReadAsync(connection, static _ => true, TestContext.Current.CancellationToken);
        Assert.Equal(expected, string.Join("; ", before.LostIn(after)));
    }
}
