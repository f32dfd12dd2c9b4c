using System.CommandLine;
using System.Diagnostics;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Reporting;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb shell</c></summary>
internal static class ShellCommand
{
    /// <summary>The words that are psql's; Plumb does not judge them.</summary>
    public const string PassedOn = "psql-options";

    public static Command Create()
    {
        var environment = SharedOptions.Environment();
        var words = new Argument<string[]>(PassedOn) { Description = "Passed on to psql, after --", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("shell", "Open psql on an environment; without psql, say how to connect.") { environment, words };
        command.AddExamples("plumb shell", "plumb shell -- -c \"SELECT count(*) FROM plumb.event\"", "plumb shell --env staging");
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            (run, token) => run.WithDatabaseAsync(run.Get(environment)!, target => OpenAsync(run, target, run.Get(words) ?? [], token), token),
            cancellationToken));
        return command;
    }

    private static async Task<Report> OpenAsync(CommandRun run, ConnectionTarget target, string[] words, CancellationToken cancellationToken)
    {
        if (PostgresTool.Find("psql", run.Project.Variables) is not { } psql)
        {
            return await WaitAsync(run, target, cancellationToken);
        }

        var start = new ProcessStartInfo(psql);
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        target.AddTo(start.Environment);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(CancellationToken.None);
        run.Output.Silence();
        var isFine = process.ExitCode == 0;
        return new Report("shell", new Verdict(isFine ? "closed" : "failed", $"psql returned {process.ExitCode}"), isFine ? ExitCode.Success : ExitCode.Failed);
    }

    private static async Task<Report> WaitAsync(CommandRun run, ConnectionTarget target, CancellationToken cancellationToken)
    {
        run.Output.Note($"psql is not installed. The database answers at:\n  host={target.Host} port={target.Port} user={target.Role} dbname={target.Database}\nIt stays until you press Ctrl-C.");
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return new Report("shell", new Verdict("closed", ""), ExitCode.Success);
    }
}
