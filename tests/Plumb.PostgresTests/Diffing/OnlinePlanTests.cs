using Npgsql;
using Plumb.Diffing;
using Plumb.Diffing.Planning;
using Plumb.PostgresTests.Catalog;

namespace Plumb.PostgresTests.Diffing;

/// <summary>Plans that let others work meanwhile, run statement by statement.</summary>
public sealed class OnlinePlanTests(PostgresServer server)
{
    [Theory]
    [InlineData("a integer NOT NULL", "VALIDATE CONSTRAINT \"a is not null~\"")]
    [InlineData("a integer, CHECK (a > 0)", "VALIDATE CONSTRAINT t_a_check")]
    [InlineData("a integer REFERENCES u", "VALIDATE CONSTRAINT t_a_fkey")]
    [InlineData("a integer UNIQUE", "UNIQUE USING INDEX t_a_key")]
    [InlineData("a integer PRIMARY KEY", "PRIMARY KEY USING INDEX t_pkey")]
    [InlineData("a integer UNIQUE DEFERRABLE INITIALLY DEFERRED", "USING INDEX t_a_key DEFERRABLE INITIALLY DEFERRED")]
    [InlineData("a integer); CREATE INDEX i ON t (a) WHERE (a > 1", "CREATE INDEX CONCURRENTLY i")]
    [InlineData("a integer); CREATE INDEX old ON t USING hash (a", "CREATE INDEX CONCURRENTLY old")]
    public async Task The_rows_are_looked_at_while_others_write(string columns, string expected)
    {
        const string Others = "CREATE TABLE u (id integer PRIMARY KEY); INSERT INTO u VALUES (7);";
        await using var wanted = await CatalogDatabase.CreateAsync(server);
        await wanted.RunAsync($"{Others} CREATE TABLE t ({columns})");
        await using var database = await CatalogDatabase.CreateAsync(server);
        await database.RunAsync($"{Others} CREATE TABLE t (a integer); CREATE INDEX old ON t (a); INSERT INTO t VALUES (7)");
        var plan = await RunAsync(database, wanted);

        Assert.Contains(plan.Statements, s => s.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a integer, b integer", "CREATE INDEX i ON p (b)", "CREATE INDEX CONCURRENTLY p1_b_idx", "CREATE INDEX CONCURRENTLY p21_b_idx")]
    [InlineData("a integer, b integer", "CREATE UNIQUE INDEX i ON p (b, a)", "CREATE UNIQUE INDEX i ON ONLY", "CREATE UNIQUE INDEX CONCURRENTLY p1_b_a_idx")]
    [InlineData("a integer, b integer, CONSTRAINT k UNIQUE (a, b)", "SELECT", "CREATE UNIQUE INDEX CONCURRENTLY p1_a_b_key", "UNIQUE USING INDEX p21_a_b_key")]
    [InlineData("a integer, b integer, CONSTRAINT k CHECK (b > 0)", "SELECT", "NOT VALID", "VALIDATE CONSTRAINT k")]
    [InlineData("a integer, b integer NOT NULL", "SELECT", "NOT VALID", "VALIDATE CONSTRAINT \"b is not null~\"")]
    public async Task So_are_those_of_partitions(string columns, string index, string expected, string expectedToo)
    {
        const string Partitions = "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10); CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (30) PARTITION BY RANGE (a); CREATE TABLE p21 PARTITION OF p2 FOR VALUES FROM (10) TO (20);";
        await using var wanted = await CatalogDatabase.CreateAsync(server);
        await wanted.RunAsync($"CREATE TABLE p ({columns}) PARTITION BY RANGE (a); {Partitions} {index}");
        await using var database = await CatalogDatabase.CreateAsync(server);
        await database.RunAsync($"CREATE TABLE p (a integer, b integer) PARTITION BY RANGE (a); {Partitions} INSERT INTO p VALUES (1, 7), (11, 8)");

        var plan = await RunAsync(database, wanted);

        Assert.Contains(plan.Statements, s => s.Contains(expected, StringComparison.Ordinal));
        Assert.Contains(plan.Statements, s => s.Contains(expectedToo, StringComparison.Ordinal));
    }

    private static async Task<Plan> RunAsync(CatalogDatabase database, CatalogDatabase wanted)
    {
        var after = await wanted.TakeAsync();
        var plan = Planner.Plan(SnapshotDifference.Between(await database.TakeAsync(), after), new PlanOptions { Online = true, AllowDrop = true });
        Assert.DoesNotContain(plan.Steps, static s => s.Hazards.Any(static h => h.Kind is HazardKind.FullScan or HazardKind.Rewrite) && s.Hazards.Any(static h => h.BlocksWrites));
        foreach (var step in plan.Steps)
        {
            await RunAsync(database, step);
        }

        Assert.Empty(SnapshotDifference.Between(await database.TakeAsync(), after).Deltas);
        return plan;
    }

    // Only what says so may need to stand outside of a transaction.
    private static async Task RunAsync(CatalogDatabase database, PlanStep step)
    {
        string[] statements = step.OutsideTransaction ? [.. step.Statements] : ["BEGIN", .. step.Statements, "COMMIT"];
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, database.Connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }
}
