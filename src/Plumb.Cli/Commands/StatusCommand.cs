using System.CommandLine;
using Plumb.Execution;
using Plumb.Reporting;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb status</c></summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var environments = SharedOptions.Environment();
        environments.Description = "The environments, separated by commas, or a connection URL";
        var command = new Command("status", "Show which migrations are applied, in one environment or several side by side.") { environments };
        command.AddExamples("plumb status", "plumb status --env staging,production", "plumb status --env staging --format json");
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            async (run, token) =>
            {
                var names = Split(run.Get(environments)!);
                foreach (var environment in names)
                {
                    run.OpenAhead(environment, token);
                }

                var chain = run.ReadChain();
                var results = new List<ExecutionResult>();
                foreach (var environment in names)
                {
                    results.Add(await run.WithDatabaseAsync(environment, target => new Inspection(chain, run.Output).RunAsync(target, token), token));
                }

                return Reports.OfStatus(chain, results);
            },
            cancellationToken));
        return command;
    }

    private static string[] Split(string environments) => environments.Contains("://", StringComparison.Ordinal)
        ? [environments]
        : environments.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
