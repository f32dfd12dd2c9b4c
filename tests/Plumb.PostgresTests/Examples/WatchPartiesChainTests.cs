using Plumb.Checks;
using Plumb.Execution;
using Plumb.PostgresTests.Execution;

namespace Plumb.PostgresTests.Examples;

/// <summary>Plumb runs the whole chain of the watch parties, with the checks and tests that the rows of the requirements ask for.</summary>
public sealed class WatchPartiesChainTests(ExampleServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Row", "WP-1")]
    [Trait("Row", "WP-2")]
    [Trait("Row", "WP-3")]
    [Trait("Row", "WP-8")]
    [Trait("Row", "WP-9")]
    [Trait("Row", "WP-13")]
    public async Task Up_runs_every_documented_check_and_test()
    {
        await using var database = await ExampleDatabase.PrepareAsync(server, "watch-parties");

        var result = await database.UpAsync();

        Assert.True(result.Succeeded, Told.Of(result));
        var checks = result.Results[^1].Checks.Results;
        string[] prerequisites =
        [
            "base habitats schema is installed", "dashboard migration is completed", "media integration migration is completed",
            "habitat_watch_parties table exists", "user authentication system is set up",
        ];
        Assert.Equal(prerequisites, checks.Take(5).Select(static r => r.Check.Title));
        string[] inventory =
        [
            "stream_participants has its seven columns", "5 indexes", "5 policies, and row level security is on", "4 triggers", "1 helper function",
        ];
        Assert.All(inventory, title => Assert.Contains(checks, r => r.Check.Title == title && r.Outcome == Outcome.Pass));
        Assert.All(checks, static r => Assert.True(r.Outcome == Outcome.Pass, $"{r.Outcome} {r.Check.Title}"));
        Assert.True(checks.Count(static r => r.Check.As is { Role: "authenticated" }) >= 20);
    }

    [Fact]
    [Trait("Row", "WP-1")]
    public async Task A_missing_prerequisite_is_named_alone_and_nothing_is_changed()
    {
        await using var database = await ExampleDatabase.PrepareAsync(server, "watch-parties");
        var chain = database.ReadChain();
        await new Upgrade(chain, new ExecutionOptions(), new EventLog())
            .RunAsync(database.As("local"), new UpgradeOptions { To = "20250131090000_habitat_watch_parties" }, Token);
        await database.ExecuteAsync("ALTER TABLE public.media_items RENAME TO hidden");
        var before = await database.DumpAsync();

        var result = await new Upgrade(chain, new ExecutionOptions(), new EventLog()).RunAsync(database.As("local"), new UpgradeOptions(), Token);

        Assert.False(result.Succeeded);
        var failed = result.Results[^1].Checks.Results.Where(static r => r.Outcome != Outcome.Pass).Select(static r => r.Check.Title);
        Assert.Equal(["media integration migration is completed"], failed);
        Assert.Equal(before, await database.DumpAsync());
    }

    [Fact]
    [Trait("Row", "WP-12")]
    public async Task Health_checks_wait_for_the_tables_that_they_ask_about()
    {
        await using var database = await ExampleDatabase.PrepareAsync(server, "watch-parties");
        var chain = database.ReadChain();

        var part = await new Upgrade(chain, new ExecutionOptions(), new EventLog())
            .RunAsync(database.As("local"), new UpgradeOptions { To = "20250117090000_dashboard" }, Token);

        Assert.True(part.Succeeded, Told.Of(part));
        Assert.DoesNotContain(part.Checks.Results, static r => r.Check.Title == "host assignment consistency");
        await new Upgrade(chain, new ExecutionOptions(), new EventLog()).RunAsync(database.As("local"), new UpgradeOptions(), Token);
        var health = await new Verification(chain, new ExecutionOptions(), new EventLog())
            .RunAsync(database.As("local"), new VerificationOptions { HealthOnly = true }, Token);
        Assert.Contains(health.Checks.Results, static r => r.Check.Title == "host assignment consistency" && r.Outcome == Outcome.Pass);
        Assert.Contains(health.Checks.Results, static r => r.Check.Title == "participant count consistency" && r.Outcome == Outcome.Pass);
    }
}
