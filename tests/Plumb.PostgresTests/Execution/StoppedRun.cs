namespace Plumb.PostgresTests.Execution;

/// <summary>A process that is stopped at a stage; whatever the stage and the signal, the same must hold afterwards.</summary>
internal static class StoppedRun
{
    public static async Task<(int ExitCode, string Output, string Errors)> ShowAsync(PostgresServer server, string name, string signal)
    {
        var stage = Stage.Named(name);
        await using var project = await TestProject.CreateAsync(server, stage.Files);
        await project.ExecuteAsync("CREATE TABLE pace AS SELECT 60.0 AS seconds; CREATE TABLE big AS SELECT generate_series(1, 10) AS id;");
        var before = await project.DumpAsync();
        await using var blocker = await project.OpenAsync("blocker");
        await TestProject.ExecuteAsync(blocker, $"BEGIN; {stage.Blocking}");

        using var plumb = PlumbProcess.Start(project, "up", "--env", "test");
        await plumb.WaitUntilAsync(project, stage.Reached);
        await plumb.SignalAsync(signal);
        var ended = await plumb.WaitAsync();

        if (name != "waiting for the turn")
        {
            await project.AssertNothingOpenAsync();
        }

        await TestProject.ExecuteAsync(blocker, "ROLLBACK");
        await project.AssertNothingOpenAsync();
        await project.AssertLedgerAsync(stage.Ledger);
        if (!stage.LeavesSomething)
        {
            Assert.Equal(before, await project.DumpAsync());
        }

        await project.ExecuteAsync("UPDATE pace SET seconds = 0");
        await PlumbProcess.MustApplyAsync(project);
        await project.AssertLedgerAsync("001_a");
        Assert.Equal("1", await project.ScalarAsync("SELECT count(*) FROM b"));
        Assert.Equal("0", await project.ScalarAsync("SELECT count(*) FROM pg_index WHERE NOT indisvalid"));
        return ended;
    }
}
