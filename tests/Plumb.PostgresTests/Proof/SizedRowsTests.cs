using System.Globalization;
using Plumb.PostgresTests.Execution;
using Plumb.Proof.Rows;
using Plumb.Proof.Sizes;

namespace Plumb.PostgresTests.Proof;

/// <summary>Tables are filled to their size with rows that obey every constraint; counted by queries of the test's own.</summary>
public sealed class SizedRowsTests(PostgresServer server)
{
    private const int Rows = 5000;
    private const long Most = 20_000;

    [Theory]
    [InlineData("CREATE TABLE t (id serial PRIMARY KEY, a text NOT NULL)")]
    [InlineData("CREATE TABLE t (id int PRIMARY KEY, name text)")]
    [InlineData("CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), at timestamptz NOT NULL UNIQUE DEFAULT '2024-01-01')")]
    [InlineData("CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, price numeric(6,2) NOT NULL CHECK (price > 100), total numeric GENERATED ALWAYS AS (price * 2) STORED)")]
    [InlineData("CREATE TABLE t (slug varchar(20) NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9-]+$'))")]
    [InlineData("CREATE TABLE t (email text NOT NULL); CREATE UNIQUE INDEX ON t (lower(email))")]
    [InlineData("CREATE TABLE t (during tstzrange NOT NULL, EXCLUDE USING gist (during WITH &&))")]
    [InlineData("CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (id int PRIMARY KEY REFERENCES p, note text)")]
    [InlineData("CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE q (id int PRIMARY KEY); CREATE TABLE t (p int REFERENCES p, q int REFERENCES q, PRIMARY KEY (p, q))")]
    [InlineData("CREATE TABLE p (a int, b int, PRIMARY KEY (a, b)); CREATE TABLE t (a int NOT NULL, b int NOT NULL, c text, FOREIGN KEY (a, b) REFERENCES p)")]
    [InlineData("CREATE TABLE t (at date NOT NULL, v int) PARTITION BY RANGE (at); CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM ('2031-01-01') TO ('2031-02-01')")]
    [InlineData("CREATE TABLE t (a int NOT NULL); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.a % 2 = 1 THEN RAISE 'odd'; END IF; RETURN NEW; END $$; CREATE TRIGGER t BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()")]
    public async Task A_table_is_filled_to_its_size_and_its_keys_hold(string schema)
    {
        await using var project = await TestProject.CreateAsync(server);
        await project.ExecuteAsync(schema);
        var filled = await FillAsync(project, new TableSize("public.t", Rows, 0, []));
        Assert.Equal(Rows, filled["public.t"]);
        Assert.Equal("5000", await project.ScalarAsync("SELECT count(*) FROM t"));

        // Rows were made without triggers; whether keys hold, the server says when it checks them all again.
        await project.ExecuteAsync("UPDATE pg_constraint SET convalidated = false WHERE contype = 'f'");
        foreach (var key in (await project.ScalarAsync("SELECT string_agg(format('ALTER TABLE %s VALIDATE CONSTRAINT %I', conrelid::regclass, conname), ';') FROM pg_constraint WHERE contype = 'f'"))?.Split(';') ?? [])
        {
            await project.ExecuteAsync(key);
        }
    }

    [Fact]
    public async Task Values_have_the_width_the_nulls_and_the_number_that_are_known()
    {
        await using var project = await TestProject.CreateAsync(server);
        await project.ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY, note text, code varchar(10))");
        await FillAsync(project, new TableSize("public.t", Rows, 0, [new ColumnSize("note", 300, 0.4, 50), new ColumnSize("code", 400, 0, -1)]));
        Assert.InRange(double.Parse((await project.ScalarAsync("SELECT avg(length(note)) FROM t"))!, CultureInfo.InvariantCulture), 280, 320);
        Assert.InRange(double.Parse((await project.ScalarAsync("SELECT avg((note IS NULL)::int) FROM t"))!, CultureInfo.InvariantCulture), 0.38, 0.42);
        Assert.InRange(int.Parse((await project.ScalarAsync("SELECT count(DISTINCT note) FROM t"))!, CultureInfo.InvariantCulture), 45, 100);
        Assert.Equal("10", await project.ScalarAsync("SELECT max(length(code)) FROM t"));
    }

    [Fact]
    public async Task No_more_rows_are_made_than_the_cap()
    {
        await using var project = await TestProject.CreateAsync(server);
        await project.ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY)");
        var filled = await FillAsync(project, new TableSize("public.t", 3_000_000, 0, []));
        Assert.Equal((Most, Most.ToString(CultureInfo.InvariantCulture)), (filled["public.t"], await project.ScalarAsync("SELECT count(*) FROM t")));
    }

    private static async Task<IReadOnlyDictionary<string, long>> FillAsync(TestProject project, TableSize size)
    {
        var token = TestContext.Current.CancellationToken;
        await using var connection = await project.OpenAsync();
        await new RowGenerator(connection, static t => t.Name == "public.t").FillAsync(token);
        var tables = await TableShapes.ReadAsync(connection, token);
        return await new SizedRows(connection, new TableStatistics("production", "15", default, [size]).Find, Most).FillAsync(tables, ["public.t"], token);
    }
}
