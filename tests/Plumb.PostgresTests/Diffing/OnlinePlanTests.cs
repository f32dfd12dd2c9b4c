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
        var after = await wanted.TakeAsync();
        var plan = Planner.Plan(SnapshotDifference.Between(await database.TakeAsync(), after), new PlanOptions { Online = true, AllowDrop = true });

        Assert.Contains(plan.Statements, s => s.Contains(expected, StringComparison.Ordinal));
        Assert.DoesNotContain(plan.Steps, static s => s.Hazards.Any(static h => h.Kind is HazardKind.FullScan or HazardKind.Rewrite) && s.Hazards.Any(static h => h.BlocksWrites));
        foreach (var step in plan.Steps)
        {
            await RunAsync(database, step);
        }

        Assert.Empty(SnapshotDifference.Between(await database.TakeAsync(), after).Deltas);
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
