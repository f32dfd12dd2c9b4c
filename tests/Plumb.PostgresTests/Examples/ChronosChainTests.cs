using Plumb.Environments;
using Plumb.Execution;
using Plumb.Migrations;
using Plumb.PostgresTests.Execution;

namespace Plumb.PostgresTests.Examples;

/// <summary>Plumb runs the whole chain of Chronos.</summary>
public sealed class ChronosChainTests(ExampleServer server)
{
    private static readonly ExecutionOptions WithTests = new() { Checks = new() { RunTests = true } };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Row", "CH-1")]
    [Trait("Row", "CH-4")]
    [Trait("Row", "CH-6")]
    public async Task Up_applies_all_and_down_takes_all_back()
    {
        await using var database = await ChronosDatabase.PrepareAsync(server, until: "");
        var empty = await SchemaAsync(database);
        var chain = Read(database);
        Assert.Empty(chain.Findings);

        var first = await UpAsync(database, chain);
        Assert.True(first.Succeeded, Told.Of(first));
        Assert.Equal(12, first.Results.Count);
        var complete = await SchemaAsync(database);

        var down = await new Downgrade(chain, WithTests, new EventLog()).RunAsync(Target(database), new DowngradeOptions { All = true }, Token);
        Assert.True(down.Succeeded, Told.Of(down));
        Assert.Equal(empty, await SchemaAsync(database));

        var again = await UpAsync(database, chain);
        Assert.True(again.Succeeded, Told.Of(again));
        Assert.Equal(complete, await SchemaAsync(database));
    }

    [Fact]
    [Trait("Row", "CH-6")]
    [Trait("Row", "CH-7")]
    public async Task A_second_up_and_every_test_leave_rows_and_schema_as_they_were()
    {
        await using var database = await ChronosDatabase.PrepareAsync(server, until: "");
        var chain = Read(database);
        await UpAsync(database, chain);
        await database.RunFileAsync("", "seed");
        var (schema, rows) = (await SchemaAsync(database), await ChronosDatabase.ChecksumsAsync(database));

        var second = await UpAsync(database, chain);
        Assert.True(second.Succeeded, Told.Of(second));
        Assert.Empty(second.Results);
        var verified = await new Verification(chain, WithTests, new EventLog()).RunAsync(Target(database), new VerificationOptions(), Token);

        Assert.True(verified.Succeeded, Told.Of(verified));
        Assert.Equal(3, verified.Checks.Results.Count(static r => r.Check.Title == "the documented test queries"));
        Assert.Equal(schema, await SchemaAsync(database));
        Assert.Equal(rows, await ChronosDatabase.ChecksumsAsync(database));
    }

    [Theory]
    [Trait("Row", "CH-4")]
    [InlineData("20250112000004_create_video_watch_sessions", 5)]
    [InlineData("20250112000001_create_module_lessons", 4)]
    [InlineData("20250101000004_row_level_security", 3)]
    public async Task One_migration_is_applied_with_just_what_it_requires(string migration, int count)
    {
        await using var database = await ChronosDatabase.PrepareAsync(server, until: "");

        // Without the tests, some of which ask what row level security on other tables lets through.
        var result = await new Upgrade(Read(database), new ExecutionOptions(), new EventLog())
            .RunAsync(Target(database), new UpgradeOptions { Only = [migration] }, Token);

        Assert.True(result.Succeeded, Told.Of(result));
        Assert.Equal(count, result.Results.Count);
    }

    [Fact]
    [Trait("Row", "CH-4")]
    public async Task The_chain_can_stop_after_each_migration()
    {
        await using var database = await ChronosDatabase.PrepareAsync(server, until: "");
        foreach (var migration in ChronosDatabase.Chain)
        {
            var result = await new Upgrade(Read(database), WithTests, new EventLog())
                .RunAsync(Target(database), new UpgradeOptions { To = migration }, Token);

            Assert.True(result.Succeeded, Told.Of(result));
            Assert.Single(result.Results);
        }
    }

    private static Task<ExecutionResult> UpAsync(ExampleDatabase database, Chain chain) =>
        new Upgrade(chain, WithTests, new EventLog()).RunAsync(Target(database), new UpgradeOptions(), Token);

    private static Chain Read(ExampleDatabase database) =>
        ChainReader.Read(Path.GetDirectoryName(database.Project)!, null, ["local", "staging", "production"]);

    private static ConnectionTarget Target(ExampleDatabase database) => ConnectionTarget.FromConnectionString("local", database.ConnectionString);

    private static Task<string> SchemaAsync(ExampleDatabase database) => database.DumpAsync("--exclude-schema=plumb", "--exclude-schema=supabase_migrations");
}
