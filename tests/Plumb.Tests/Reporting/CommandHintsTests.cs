using Plumb.Findings;
using Plumb.Reporting;

namespace Plumb.Tests.Reporting;

public sealed class CommandHintsTests
{
    [Theory]
    [InlineData("mend it, then run: plumb up", "mend it, then run: plumb up --env staging")]
    [InlineData("run: plumb up --only 1_a\nor take it back: plumb down", "run: plumb up --env staging --only 1_a\nor take it back: plumb down --env staging")]
    [InlineData("ask: plumb shell -- -c 'SELECT 1'", "ask: plumb shell --env staging -- -c 'SELECT 1'")]
    [InlineData("apply it with `plumb up`, or look: plumb status", "apply it with `plumb up --env staging`, or look: plumb status --env staging")]
    [InlineData("run it there: plumb up --env production", "run it there: plumb up --env production")]
    [InlineData("with plumb down, then: plumb up --env local", "with plumb down --env staging, then: plumb up --env local")]
    [InlineData("see: plumb upward, plumb up-to, plumb new x", "see: plumb upward, plumb up-to, plumb new x")]
    public void A_command_names_the_environment_that_the_report_is_about(string help, string expected)
    {
        var finding = new Finding(FindingCodes.ServerFailed, Severity.Error, "it failed") { Help = help };
        var report = new Report("up", new Verdict("not applied", help), ExitCode.Failed) { Findings = [finding], Next = help };

        var told = CommandHints.In(report, "staging");

        Assert.Equal([expected, expected, expected], [told.Findings[0].Help!, told.Next!, told.Verdict.Text]);
    }

    [Theory]
    [InlineData("local", "plumb up")]
    [InlineData("staging,production", "plumb up")]
    [InlineData(null, "plumb up")]
    [InlineData("postgres://me:secret@host/app", "plumb up --env <url>")]
    [InlineData("host=h password=secret", "plumb up --env <url>")]
    public void Nothing_is_added_for_local_and_no_password_is_told(string? environment, string expected) =>
        Assert.Equal(expected, CommandHints.In(new Report("up", new Verdict("not applied", "plumb up"), ExitCode.Failed), environment).Verdict.Text);
}
