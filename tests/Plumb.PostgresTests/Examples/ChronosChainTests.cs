using Plumb.Execution;
using Plumb.PostgresTests.Execution;

namespace Plumb.PostgresTests.Examples;

/// <summary>Plumb runs the whole chain of Chronos.</summary>
public sealed class ChronosChainTests(ExampleServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Row", "CH-1")]
    [Trait("Row", "CH-4")]
    [Trait("Row", "CH-5")]
    [Trait("Row", "CH-6")]
    public async Task Up_applies_all_and_every_step_back_returns_the_exact_former_schema()
    {
        await using var database = await ChronosDatabase.PrepareAsync(server, until: "");
        Assert.Empty(database.ReadChain().Findings);
        var before = new Stack<(string Fingerprint, string Dump)>();
        foreach (var migration in ChronosDatabase.Chain)
        {
            before.Push(await database.SchemaAsync());
            Assert.Single((await database.UpAsync(to: migration)).Results);
        }

        var complete = await database.SchemaAsync();
        while (before.TryPop(out var former))
        {
            Assert.NotEqual(former.Fingerprint, (await database.SnapshotAsync()).Fingerprint.ToString());
            await database.DownAsync();
            Assert.Equal(former, await database.SchemaAsync());
        }

        Assert.Equal(12, (await database.UpAsync()).Results.Count);
        Assert.Equal(complete, await database.SchemaAsync());
        await database.DownAsync(all: true);
        Assert.DoesNotContain("CREATE TABLE public.", (await database.SchemaAsync()).Dump, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "CH-6")]
    [Trait("Row", "CH-7")]
    public async Task A_second_up_and_every_test_leave_rows_and_schema_as_they_were()
    {
        await using var database = await ChronosDatabase.PrepareAsync(server, until: "");
        await database.UpAsync();
        await database.RunFileAsync("", "seed");
        var (schema, rows) = (await database.SchemaAsync(), await database.ChecksumsAsync());

        Assert.Empty((await database.UpAsync()).Results);
        var verified = await new Verification(database.ReadChain(), ExampleDatabase.WithTests, new EventLog())
            .RunAsync(database.As("local"), new VerificationOptions(), Token);

        Assert.True(verified.Succeeded, Told.Of(verified));
        Assert.Equal(3, verified.Checks.Results.Count(static r => r.Check.Title == "the documented test queries"));
        Assert.Equal(schema, await database.SchemaAsync());
        Assert.Equal(rows, await database.ChecksumsAsync());
    }

    [Theory]
    [Trait("Row", "CH-4")]
    [InlineData("20250112000004_create_video_watch_sessions", 5)]
    [InlineData("20250112000001_create_module_lessons", 4)]
    [InlineData("20250101000004_row_level_security", 3)]
    public async Task One_migration_is_applied_with_just_what_it_requires_and_status_says_so(string migration, int count)
    {
        await using var database = await ChronosDatabase.PrepareAsync(server, until: "");

        // Without the tests, some of which ask what row level security on other tables lets through.
        var result = await new Upgrade(database.ReadChain(), new ExecutionOptions(), new EventLog())
            .RunAsync(database.As("local"), new UpgradeOptions { Only = [migration] }, Token);

        Assert.True(result.Succeeded, Told.Of(result));
        Assert.Equal(count, result.Results.Count);
        var status = await new Inspection(database.ReadChain(), new EventLog()).RunAsync(database.As("local"), Token);
        Assert.Equal(result.Results.Select(static r => r.Migration.Id), status.Before.InPlace);
        Assert.Equal(12 - count, status.Before.Pending.Count());
    }
}
