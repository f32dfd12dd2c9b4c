namespace Plumb.PostgresTests.Execution;

/// <summary>Ctrl-C.</summary>
public sealed class InterruptTests(PostgresServer server)
{
    [Theory]
    [InlineData("waiting for the turn")]
    [InlineData("require check")]
    [InlineData("long statement")]
    [InlineData("waiting for a lock")]
    [InlineData("verify check")]
    [InlineData("check after the commit")]
    [InlineData("statement by statement")]
    [InlineData("concurrent index build")]
    public async Task Ctrl_C_ends_with_130_and_the_next_run_goes_on(string stage)
    {
        var (exitCode, output, _) = await StoppedRun.ShowAsync(server, stage, "INT");

        Assert.Equal(130, exitCode);
        var verdict = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.Equal($"interrupted  {(Stage.Named(stage).LeavesSomething ? "what 001_a did stays and is in the ledger, see: plumb status --env test" : "nothing was changed")}", verdict);
    }

    [Fact]
    public async Task An_interrupted_concurrent_build_does_not_wait_for_those_who_use_the_table()
    {
        var stage = Stage.Named("concurrent index build");
        await using var project = await TestProject.CreateAsync(server, stage.Files);
        await project.ExecuteAsync("CREATE TABLE big AS SELECT generate_series(1, 10) AS id");
        await using var blocker = await project.OpenAsync();
        await TestProject.ExecuteAsync(blocker, $"BEGIN; {stage.Blocking}");
        using var plumb = PlumbProcess.Start(project, "up", "--env", "test");
        await plumb.WaitUntilAsync(project, stage.Reached);

        await plumb.SignalAsync("TERM");
        var (exitCode, _, _) = await plumb.WaitAsync();

        Assert.Equal(130, exitCode);
        await project.AssertNothingOpenAsync();
        Assert.Equal("idle in transaction", await project.ScalarAsync($"SELECT state FROM pg_stat_activity WHERE pid = {blocker.ProcessID}"));
        await TestProject.ExecuteAsync(blocker, "ROLLBACK");
    }
}
