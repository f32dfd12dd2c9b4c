namespace Plumb.PostgresTests.Execution;

/// <summary>A process that is killed can tell its server nothing; the server finds out by itself.</summary>
public sealed class KillTests(PostgresServer server)
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
    public async Task A_killed_process_leaves_no_lock_and_the_next_run_goes_on(string stage)
    {
        var (exitCode, _, _) = await StoppedRun.ShowAsync(server, stage, "KILL");

        Assert.Equal(137, exitCode);
    }
}
