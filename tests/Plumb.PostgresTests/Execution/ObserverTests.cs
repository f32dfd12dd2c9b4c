using Plumb.Catalog;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.PostgresTests.SupabaseCli;

namespace Plumb.PostgresTests.Execution;

/// <summary>What stands in the ledger of what a schema looked like, and what becomes of a run whose end nobody could observe.</summary>
public sealed class ObserverTests(PostgresServer server)
{
    private const string Waits = "EXISTS (SELECT FROM pg_locks WHERE relation = 'plumb.observation'::regclass AND NOT granted)";

    [Fact]
    public async Task A_connection_that_breaks_while_the_schema_is_observed_is_a_warning_and_the_run_is_done()
    {
        await using var project = await ObservedAsync();
        await using var relay = new TcpRelay(project.ConnectionString);
        await using var other = await project.OpenAsync();
        await TestProject.ExecuteAsync(other, "BEGIN; LOCK TABLE plumb.observation");
        var upgrade = new Upgrade(project.Read(), project.Execution, project.Events).RunAsync(
            ConnectionTarget.Resolve("test", relay.Url, static _ => null), new UpgradeOptions(), TestContext.Current.CancellationToken);
        await project.WaitUntilAsync(Waits);
        await relay.DisposeAsync();

        var result = await upgrade;

        Assert.True(result.Succeeded, Told.Of(result));
        Assert.Equal("002_b", Assert.Single(result.Results).Migration.Id);
        AssertNotObserved(result);
        await project.AssertLedgerAsync("001_a", "002_b");
    }

    [Fact]
    public async Task A_session_that_is_ended_while_it_observes_is_a_warning_and_the_run_is_done()
    {
        await using var project = await ObservedAsync();
        await using var other = await project.OpenAsync();
        await TestProject.ExecuteAsync(other, "BEGIN; LOCK TABLE plumb.observation");
        var upgrade = project.UpAsync();
        await project.WaitUntilAsync(Waits);
        await project.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE relation = 'plumb.observation'::regclass AND NOT granted");

        var result = await upgrade;

        Assert.Equal("002_b", Assert.Single(result.Results).Migration.Id);
        AssertNotObserved(result);
    }

    private static void AssertNotObserved(ExecutionResult result)
    {
        var finding = Assert.Single(result.Findings);
        Assert.Equal((FindingCodes.NotObserved, Severity.Warning), (finding.Code, finding.Severity));
        Told.AssertComplete(finding, hasPlace: false);
    }

    // One run is observed, and one more is pending.
    private async Task<TestProject> ObservedAsync()
    {
        var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE TABLE a ();\n"));
        project.Execution = new ExecutionOptions { Observe = new SnapshotOptions() };
        await project.MustApplyAsync();
        project.Write(("migrations/002_b.sql", "CREATE TABLE b ();\n"));
        return project;
    }
}
