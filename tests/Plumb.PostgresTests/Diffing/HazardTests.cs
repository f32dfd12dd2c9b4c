using Npgsql;
using Plumb.Diffing;
using Plumb.Diffing.Planning;
using Plumb.PostgresTests.Catalog;

namespace Plumb.PostgresTests.Diffing;

/// <summary>What a plan says of its steps, against what the server does.</summary>
public sealed class HazardTests(PostgresServer server)
{
    private const string Locks = "{AccessExclusiveLock,ExclusiveLock,ShareRowExclusiveLock,ShareLock,ShareUpdateExclusiveLock}";

    [Theory]
    [InlineData("integer", "bigint", "1")]
    [InlineData("bigint", "integer", "1")]
    [InlineData("character varying(5)", "character varying(9)", "'x'")]
    [InlineData("character varying(9)", "character varying(5)", "'x'")]
    [InlineData("character varying(9)", "character varying", "'x'")]
    [InlineData("character varying(9)", "text", "'x'")]
    [InlineData("text", "character varying", "'x'")]
    [InlineData("text", "character varying(9)", "'x'")]
    [InlineData("character(3)", "text", "'x'")]
    [InlineData("text", "integer", "'1'")]
    [InlineData("integer", "text", "1")]
    [InlineData("integer", "boolean", "1")]
    [InlineData("boolean", "integer", "true")]
    [InlineData("numeric(5,2)", "numeric(9,2)", "1")]
    [InlineData("numeric(5,2)", "numeric(9,4)", "1")]
    [InlineData("numeric(5,2)", "numeric", "1")]
    [InlineData("numeric", "integer", "1")]
    [InlineData("timestamp(3) without time zone", "timestamp(6) without time zone", "now()")]
    [InlineData("timestamp without time zone", "date", "now()")]
    [InlineData("time without time zone", "interval", "'10:00'")]
    [InlineData("interval", "time without time zone", "'10:00'")]
    [InlineData("cidr", "inet", "'10.0.0.0/8'")]
    [InlineData("inet", "cidr", "'10.0.0.0/8'")]
    [InlineData("json", "jsonb", "'{}'")]
    [InlineData("text", "jsonb", "'{}'")]
    [InlineData("text", "uuid", "'00000000-0000-0000-0000-000000000000'")]
    [InlineData("bit varying(3)", "bit varying(5)", "'1'")]
    [InlineData("integer[]", "bigint[]", "'{1}'")]
    [InlineData("text[]", "integer[]", "'{1}'")]
    [InlineData("date", "text", "'2020-01-01'")]
    [InlineData("text", "text COLLATE \"C\"", "'x'")]
    public async Task A_change_of_type_runs_and_rewrites_when_the_plan_says_so(string before, string after, string value)
    {
        var (plan, database) = await PlanAsync($"CREATE TABLE t (c {before}); INSERT INTO t VALUES ({value})", $"CREATE TABLE t (c {after})");
        await using (database)
        {
            await AssertRewritesAsSaidAsync(database, plan);
            Assert.Equal(1L, await ReadAsync<long>(database, "SELECT count(*) FROM public.t"));
        }
    }

    [Theory]
    [InlineData("d integer DEFAULT 5 NOT NULL")]
    [InlineData("d timestamp with time zone DEFAULT now()")]
    [InlineData("d uuid DEFAULT gen_random_uuid()")]
    [InlineData("d integer GENERATED ALWAYS AS (c * 2) STORED")]
    [InlineData("d bigint GENERATED ALWAYS AS IDENTITY")]
    [InlineData("d text")]
    public async Task A_new_column_rewrites_the_table_when_the_plan_says_so(string column)
    {
        var (plan, database) = await PlanAsync("CREATE TABLE t (c integer); INSERT INTO t VALUES (1)", $"CREATE TABLE t (c integer, {column})");
        await using (database)
        {
            await AssertRewritesAsSaidAsync(database, plan);
        }
    }

    [Theory]
    [InlineData("a integer NOT NULL")]
    [InlineData("a bigint")]
    [InlineData("a integer DEFAULT 1")]
    [InlineData("a integer, b integer")]
    [InlineData("a integer, CHECK (a > 0)")]
    [InlineData("a integer UNIQUE")]
    [InlineData("a integer REFERENCES u")]
    [InlineData("a integer) WITH (fillfactor = 50")]
    public async Task The_strongest_lock_on_each_table_is_the_one_that_the_plan_says(string columns)
    {
        const string Others = "CREATE TABLE u (id integer PRIMARY KEY); INSERT INTO u VALUES (1);";
        var (plan, database) = await PlanAsync($"{Others} CREATE TABLE t (a integer); INSERT INTO t VALUES (1)", $"{Others} CREATE TABLE t ({columns})");
        await using (database)
        {
            await database.RunAsync("BEGIN");
            await RunAsync(database, plan);
            foreach (var table in new[] { "t", "u" })
            {
                var held = await ReadAsync<string?>(
                    database,
                    $"SELECT mode FROM pg_locks WHERE pid = pg_backend_pid() AND relation = 'public.{table}'::regclass AND mode = ANY ('{Locks}') ORDER BY array_position('{Locks}', mode) LIMIT 1");
                var said = plan.Steps.SelectMany(static s => s.Hazards).Where(h => h.On.Name == table).Max(static h => h.Lock);
                Assert.Equal(held, said is null ? null : $"{said}Lock");
            }

            await database.RunAsync("COMMIT");
        }
    }

    private static async Task AssertRewritesAsSaidAsync(CatalogDatabase database, Plan plan)
    {
        const string File = "SELECT pg_relation_filenode('public.t'::regclass)";
        var before = await ReadAsync<uint>(database, File);
        await RunAsync(database, plan);
        Assert.Equal(plan.Steps.Any(static s => s.Hazards.Any(static h => h.Kind == HazardKind.Rewrite)), before != await ReadAsync<uint>(database, File));
    }

    private static async Task<T> ReadAsync<T>(CatalogDatabase database, string sql)
    {
        await using var command = new NpgsqlCommand(sql, database.Connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) is { } value and not DBNull ? (T)value : default!;
    }

    private static async Task RunAsync(CatalogDatabase database, Plan plan)
    {
        foreach (var statement in plan.Statements)
        {
            await database.RunAsync(statement);
        }
    }

    private async Task<(Plan Plan, CatalogDatabase Database)> PlanAsync(string before, string after)
    {
        await using var wanted = await CatalogDatabase.CreateAsync(server);
        await wanted.RunAsync(after);
        var database = await CatalogDatabase.CreateAsync(server);
        await database.RunAsync(before);
        return (Planner.Plan(SnapshotDifference.Between(await database.TakeAsync(), await wanted.TakeAsync()), new PlanOptions { AllowDrop = true }), database);
    }
}
