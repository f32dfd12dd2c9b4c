using System.Globalization;
using Plumb.PostgresTests.Execution;
using Plumb.Proof.Rows;

namespace Plumb.PostgresTests.Proof;

/// <summary>What the generator says that it made is counted with psql's eyes: by queries of the test's own.</summary>
public sealed class RowGeneratorTests(PostgresServer server)
{
    [Theory]
    [InlineData("CREATE TABLE t (id serial PRIMARY KEY, a text NOT NULL, b int)")]
    [InlineData("CREATE TYPE mood AS ENUM ('sad', 'glad'); CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), m mood NOT NULL, ms mood[] NOT NULL)")]
    [InlineData("CREATE DOMAIN email AS text CHECK (VALUE ~ '^[^@]+@[^@]+$'); CREATE TABLE t (address email PRIMARY KEY)")]
    [InlineData("CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, price numeric(6,2) NOT NULL CHECK (price > 100), total numeric GENERATED ALWAYS AS (price * 2) STORED)")]
    [InlineData("CREATE TABLE t (provider varchar(20) NOT NULL CHECK (provider IN ('zoom', 'meet')), code char(3) NOT NULL CHECK (code = upper(code)))")]
    [InlineData("CREATE TABLE t (during tstzrange NOT NULL, EXCLUDE USING gist (during WITH &&))")]
    [InlineData("CREATE TABLE t (begins timestamptz NOT NULL, ends timestamptz NOT NULL CHECK (ends > begins), share int NOT NULL CHECK (share BETWEEN 40 AND 60))")]
    [InlineData("CREATE TABLE t (slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9-]+$' AND length(slug) <= 20))")]
    [InlineData("CREATE TABLE t (at date NOT NULL, v int) PARTITION BY RANGE (at); CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM ('2031-01-01') TO ('2031-02-01')")]
    [InlineData("CREATE TABLE p (a int, b int, PRIMARY KEY (a, b)); CREATE TABLE t (a int NOT NULL, b int NOT NULL, c text, FOREIGN KEY (a, b) REFERENCES p)")]
    [InlineData("CREATE TABLE t (id int PRIMARY KEY, boss int REFERENCES t, deputy int REFERENCES t)")]
    [InlineData("CREATE TABLE p (id int PRIMARY KEY, first int); CREATE TABLE t (id int PRIMARY KEY, p int NOT NULL REFERENCES p); ALTER TABLE p ADD FOREIGN KEY (first) REFERENCES t DEFERRABLE INITIALLY DEFERRED")]
    [InlineData("CREATE TABLE account (id uuid PRIMARY KEY); CREATE TABLE t (id uuid PRIMARY KEY REFERENCES account); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (NEW.id); RETURN NEW; END $$; CREATE TRIGGER t AFTER INSERT ON account FOR EACH ROW EXECUTE FUNCTION f()")]
    [InlineData("CREATE TABLE t (v bytea NOT NULL, j jsonb NOT NULL CHECK (jsonb_typeof(j) = 'object'), i interval NOT NULL, ip inet NOT NULL, bits bit(4) NOT NULL)")]
    [InlineData("CREATE TABLE t (a int NOT NULL); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.a % 2 = 1 THEN RAISE 'odd'; END IF; RETURN NEW; END $$; CREATE TRIGGER t BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()")]
    [InlineData("""CREATE SCHEMA "A b"; CREATE TABLE "A b"."Wéird ""table" ("select" int NOT NULL, "x.y" text NOT NULL CHECK ("x.y" <> ''))""")]
    public async Task Every_table_gets_rows_and_each_row_is_counted(string schema)
    {
        await using var project = await TestProject.CreateAsync(server);
        await project.ExecuteAsync(schema);
        await using var connection = await project.OpenAsync();
        var coverage = await new RowGenerator(connection, static _ => true).FillAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(coverage);
        foreach (var table in coverage)
        {
            Assert.True(table.Rows > 2, $"{table.Table}: {table.Rows} rows, {table.Obstacle}");
            Assert.Equal(table.Rows.ToString(CultureInfo.InvariantCulture), await project.ScalarAsync($"SELECT count(*) FROM {table.Table}"));
        }
    }

    [Fact]
    public async Task Rows_include_the_awkward_ones_that_the_table_takes()
    {
        await using var project = await TestProject.CreateAsync(server);
        await project.ExecuteAsync("CREATE TABLE t (id serial PRIMARY KEY, name text, n int, tags text[], at timestamptz)");
        await using var connection = await project.OpenAsync();
        var table = Assert.Single(await new RowGenerator(connection, static _ => true).FillAsync(TestContext.Current.CancellationToken));
        Assert.Equal((4, 4), (table.Nulls, table.Nullable));
        foreach (var condition in new[]
        {
            "name IS NULL", "name = ''", "length(name) > 1000", "n = 2147483647", "n = -2147483648", "tags = '{}'", "tags = '{NULL}'", "at = 'infinity'",
            "name IS NULL AND n IS NULL AND tags IS NULL", "(SELECT count(*) FROM t x WHERE x.name = t.name AND x.n = t.n) > 1",
        })
        {
            Assert.NotEqual("0", await project.ScalarAsync($"SELECT count(*) FROM t WHERE {condition}"));
        }
    }

    [Fact]
    public async Task A_table_that_takes_no_row_says_what_refuses_them()
    {
        await using var project = await TestProject.CreateAsync(server);
        await project.ExecuteAsync("CREATE TABLE t (a int CONSTRAINT never CHECK (a IS NULL AND a > 0), b int NOT NULL CONSTRAINT nobody CHECK (b <> b))");
        await using var connection = await project.OpenAsync();
        var table = Assert.Single(await new RowGenerator(connection, static _ => true).FillAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, table.Rows);
        Assert.True(table.Obstacle is "never" or "nobody", table.Obstacle);
    }

    [Fact]
    public async Task A_table_is_filled_again_only_when_it_has_changed()
    {
        await using var project = await TestProject.CreateAsync(server);
        await project.ExecuteAsync("CREATE TABLE a (id serial PRIMARY KEY); CREATE TABLE b (id serial PRIMARY KEY)");
        await using var connection = await project.OpenAsync();
        var generator = new RowGenerator(connection, static _ => true);
        Assert.Equal(2, (await generator.FillAsync(TestContext.Current.CancellationToken)).Count);
        Assert.Empty(await generator.FillAsync(TestContext.Current.CancellationToken));
        await project.ExecuteAsync("ALTER TABLE b ADD c text");
        Assert.Equal("public.b", Assert.Single(await generator.FillAsync(TestContext.Current.CancellationToken)).Table);
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_rows()
    {
        var dumps = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            await using var project = await TestProject.CreateAsync(server);
            await project.ExecuteAsync("CREATE TABLE t (id serial PRIMARY KEY, name text CHECK (length(name) < 30), n int CHECK (n > 5 OR n < -5), d date NOT NULL)");
            await using var connection = await project.OpenAsync();
            await new RowGenerator(connection, static _ => true, seed: 7).FillAsync(TestContext.Current.CancellationToken);
            dumps.Add(await project.DumpAsync());
        }

        Assert.Equal(dumps[0], dumps[1]);
    }
}
