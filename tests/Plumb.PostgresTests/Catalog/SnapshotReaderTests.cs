using Npgsql;
using Plumb.Catalog;
using Plumb.Findings;

namespace Plumb.PostgresTests.Catalog;

/// <summary>What a snapshot holds, and what it refuses to be.</summary>
public sealed class SnapshotReaderTests(PostgresServer server)
{
    [Fact]
    public async Task Definitions_that_are_put_together_are_those_of_the_server()
    {
        await using var database = await CatalogDatabase.CreateAsync(server);
        await database.RunAsync("""
            CREATE TYPE e AS ENUM ('a');
            CREATE DOMAIN d AS text;
            CREATE TABLE "T able" (a int, "B" varchar(9), c e, d d, f text COLLATE "C", g int[], h text, "select" int4range);
            CREATE INDEX i1 ON "T able" (a, "B" DESC, h);
            CREATE UNIQUE INDEX i2 ON "T able" (a DESC NULLS LAST);
            CREATE INDEX i3 ON "T able" (c, d, f, g);
            CREATE INDEX i4 ON "T able" (f COLLATE "POSIX", h text_pattern_ops);
            CREATE INDEX i5 ON "T able" (a NULLS FIRST) WITH (fillfactor = 60);
            CREATE INDEX i6 ON "T able" (a) INCLUDE (h);
            CREATE INDEX i7 ON "T able" (a) WHERE h IS NULL;
            CREATE INDEX i8 ON "T able" (lower(h), a);
            CREATE INDEX i9 ON "T able" USING hash (a);
            CREATE INDEX "I 10" ON "T able" USING gist ("select");
            CREATE INDEX i11 ON "T able" ("B" varchar_ops);
            CREATE INDEX i12 ON "T able" USING brin (a);
            """);
        var snapshot = await database.TakeAsync();
        await using var indexes = new NpgsqlCommand("SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid WHERE i.indrelid = '\"T able\"'::regclass", database.Connection);
        await using var rows = await indexes.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var count = 0;
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
        {
            var fact = snapshot.Facts.Single(f => f.Id.Kind.Word == "index" && SqlNameOf(f.Id.Name) == rows.GetString(0));
            Assert.EndsWith($" {fact.Payload["definition"]}", rows.GetString(1), StringComparison.Ordinal);
            count++;
        }

        Assert.Equal(12, count);

        static string SqlNameOf(string name) => name.Contains(' ', StringComparison.Ordinal) ? $"\"{name}\"" : name;
    }

    [Fact]
    public async Task Every_name_is_written_as_the_server_reads_it()
    {
        await using var database = await CatalogDatabase.CreateAsync(server);
        var longest = new string('x', 63);
        await database.RunAsync($"""
            CREATE SCHEMA "a.b";
            CREATE SCHEMA "Ünï";
            CREATE TABLE "a.b"."c""d" ();
            CREATE TABLE "a.b"."select" ();
            CREATE TABLE "Ünï"."1st" ();
            CREATE TABLE public.{longest} ();
            CREATE TABLE public."with space" ();
            """);
        var tables = (await database.TakeAsync()).Facts.Where(static f => f.Id.Kind.Word == "table").Select(static f => f.Id.SqlName).ToArray();
        Assert.Equal(5, tables.Length);
        foreach (var table in tables)
        {
            await using var find = new NpgsqlCommand("SELECT to_regclass($1) IS NOT NULL", database.Connection) { Parameters = { new() { Value = table } } };
            Assert.True(await find.ExecuteScalarAsync(TestContext.Current.CancellationToken) is true, table);
        }
    }

    [Fact]
    public async Task A_fact_names_what_it_needs()
    {
        await using var database = await CatalogDatabase.CreateAsync(server);
        await database.RunAsync("""
            CREATE TYPE e AS ENUM ('a');
            CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
            CREATE TABLE t (id serial PRIMARY KEY, kind e, n int DEFAULT f());
            CREATE TABLE u (t int REFERENCES t, many t[]);
            CREATE VIEW v AS SELECT n FROM t;
            CREATE EXTENSION hstore;
            CREATE TABLE h (tags hstore);
            """);
        var snapshot = await database.TakeAsync();
        Assert.Equal(["enum public.e"], Needs("column public.t.kind"));
        Assert.Equal(["function public.f()"], Needs("default of column public.t.n"));
        Assert.Equal(["sequence public.t_id_seq"], Needs("default of column public.t.id"));
        Assert.Equal(["column public.t.id"], Needs("owned by of sequence public.t_id_seq"));
        Assert.Equal(["column public.t.id", "index public.t_pkey"], Needs("constraint public.u.u_t_fkey").Where(static n => !n.Contains(".u.", StringComparison.Ordinal)));
        Assert.Equal(["table public.t"], Needs("column public.u.many"));
        Assert.Equal(["column public.t.n"], Needs("view public.v"));
        Assert.Equal(["extension hstore"], Needs("column public.h.tags"));

        IEnumerable<string> Needs(string id) => snapshot.Facts.Single(f => f.Id.ToString() == id).Dependencies.Select(static d => d.ToString());
    }

    [Fact]
    public async Task The_members_of_an_extension_are_no_facts()
    {
        await using var database = await CatalogDatabase.CreateAsync(server);
        var before = await database.TakeAsync();
        await database.RunAsync("CREATE EXTENSION hstore");
        var added = (await database.TakeAsync()).Facts.Select(static f => f.Id.ToString()).Except(before.Facts.Select(static f => f.Id.ToString()));
        Assert.Equal(["extension hstore", "comment of extension hstore"], added);
    }

    [Fact]
    public async Task Schemas_can_be_chosen_or_left_out()
    {
        await using var database = await CatalogDatabase.CreateAsync(server);
        await database.RunAsync("CREATE SCHEMA a; CREATE SCHEMA b; CREATE TABLE a.t (id int); CREATE TABLE b.t (id int); CREATE PUBLICATION p; CREATE SCHEMA plumb; CREATE TABLE plumb.event ();");
        var chosen = await database.TakeAsync(new SnapshotOptions { Schemas = ["a"] });
        var rest = await database.TakeAsync(new SnapshotOptions { ExcludedSchemas = ["a"] });
        Assert.All(chosen.Facts, static f => Assert.Contains("a", f.Id.Whole.SqlName.Split('.')));
        Assert.Contains(chosen.Facts, static f => f.Id.SqlName == "a.t.id");
        Assert.DoesNotContain(rest.Facts, static f => f.Id.SqlName.StartsWith("a.", StringComparison.Ordinal));
        Assert.Contains(rest.Facts, static f => f.Id.ToString() == "publication p");
        Assert.DoesNotContain(rest.Facts, static f => f.Id.SqlName.StartsWith("plumb", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Roles_are_facts_on_request()
    {
        await using var database = await CatalogDatabase.CreateAsync(server);
        Assert.DoesNotContain((await database.TakeAsync()).Facts, static f => f.Id.Kind == FactKinds.Role);
        Assert.Contains((await database.TakeAsync(new SnapshotOptions { IncludesRoles = true })).Facts, static f => f.Id.ToString() == "role catalog_reader");
    }

    [Fact]
    public async Task Another_role_than_a_superuser_takes_the_same_snapshot()
    {
        await using var database = await CatalogDatabase.CreateAsync(server);
        await database.RunAsync("CREATE TABLE t (id int PRIMARY KEY, n int CHECK (n > 0)); CREATE VIEW v AS SELECT id FROM t; CREATE POLICY p ON t USING (true); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE SCHEMA hidden; CREATE TABLE hidden.t ();");
        var whole = await database.TakeAsync();
        await database.RunAsync("SET SESSION AUTHORIZATION catalog_reader");
        var seen = await database.TakeAsync();
        await database.RunAsync("RESET SESSION AUTHORIZATION");
        Assert.Equal(whole.Fingerprint, seen.Fingerprint);
        Assert.Empty(seen.Gaps);
    }

    [Fact]
    public async Task What_a_role_may_not_read_is_named()
    {
        await using var database = await CatalogDatabase.CreateAsync(server);
        await database.RunAsync("CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE USER MAPPING FOR catalog_writer SERVER s OPTIONS (user 'u', password 'hunter2'); CREATE SUBSCRIPTION catalog_s CONNECTION 'dbname=nowhere password=hunter2' PUBLICATION p WITH (connect = false, slot_name = NONE);");
        var whole = await database.TakeAsync();
        await database.RunAsync("SET SESSION AUTHORIZATION catalog_reader");
        var seen = await database.TakeAsync();
        await database.RunAsync("RESET SESSION AUTHORIZATION");
        Assert.Empty(whole.Gaps);
        Assert.Equal(["connection of subscription catalog_s", "options of user mapping s.catalog_writer"], seen.Gaps.Select(static g => g.What).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(whole.Facts, static f => f.ToString().Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_not_modelled_is_named()
    {
        await using var database = await CatalogDatabase.CreateAsync(server);
        await database.RunAsync("REVOKE USAGE ON TYPE pg_catalog.int4 FROM PUBLIC");
        Assert.Contains((await database.TakeAsync()).Gaps, static g => g.What.StartsWith("privileges on object 23", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_role_that_may_not_read_the_catalog_gets_no_snapshot()
    {
        await using var database = await CatalogDatabase.CreateAsync(server);
        await database.RunAsync("REVOKE SELECT ON pg_catalog.pg_policy FROM PUBLIC; SET SESSION AUTHORIZATION catalog_reader;");
        var refused = await Assert.ThrowsAsync<DatabaseException>(() => database.TakeAsync());
        await database.RunAsync("ROLLBACK; RESET SESSION AUTHORIZATION;");
        Assert.Equal(FindingCodes.CatalogDenied, refused.Findings[0].Code);
        Assert.Contains("pg_policy", refused.Findings[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ALTER TABLE t RENAME COLUMN n TO m")]
    [InlineData("ALTER TABLE t DROP CONSTRAINT k")]
    [InlineData("DROP TABLE t")]
    public async Task A_change_while_it_is_taken_is_seen_as_a_whole_or_not_at_all(string change)
    {
        await using var database = await CatalogDatabase.CreateAsync(server);
        await using var other = await database.ConnectAsync();
        await database.RunAsync("CREATE TABLE t (n int CONSTRAINT k CHECK (n > 0)); CREATE TABLE u (n int);");
        await LockAsync(other);
        var taking = database.TakeAsync();
        await WaitUntilBlockedAsync(database.Connection.ProcessID);
        await RunAsync(other, $"{change}; COMMIT");
        var taken = await taking;
        Assert.Equal((await database.TakeAsync()).Fingerprint, taken.Fingerprint);
    }

    [Fact]
    public async Task A_session_that_is_ended_gives_no_snapshot()
    {
        await using var database = await CatalogDatabase.CreateAsync(server);
        await using var other = await database.ConnectAsync();
        await database.RunAsync("CREATE TABLE t (n int CONSTRAINT k CHECK (n > 0))");
        await LockAsync(other);
        await using var victim = await database.ConnectAsync();
        var taking = SnapshotReader.ReadAsync(victim, "test", new SnapshotOptions(), TestContext.Current.CancellationToken);
        await WaitUntilBlockedAsync(victim.ProcessID);
        await RunAsync(other, $"SELECT pg_terminate_backend({victim.ProcessID})");
        var ended = await Assert.ThrowsAsync<DatabaseException>(() => taking);
        Assert.Equal(FindingCodes.SnapshotInterrupted, ended.Findings[0].Code);
    }

    private static Task LockAsync(NpgsqlConnection connection) => RunAsync(connection, "BEGIN; LOCK TABLE t");

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        foreach (var statement in sql.Split(';'))
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    private async Task WaitUntilBlockedAsync(int processId)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 600; i++)
        {
            await using var look = new NpgsqlCommand($"SELECT EXISTS (SELECT FROM pg_locks WHERE pid = {processId} AND NOT granted)", connection);
            if (await look.ExecuteScalarAsync(TestContext.Current.CancellationToken) is true)
            {
                return;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail("The snapshot did not wait for the lock.");
    }
}
