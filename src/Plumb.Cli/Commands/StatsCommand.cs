using System.CommandLine;
using Plumb.Proof.Sizes;
using Plumb.Reporting;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb stats</c></summary>
internal static class StatsCommand
{
    public static Command Create()
    {
        var environment = SharedOptions.Environment();
        var command = new Command(
            "stats", $"Write down how large the tables of a database are, without any of their values, into {StatisticsFile.FileName}: prove measures with it for how long they are blocked.")
        {
            environment,
        };
        command.AddExamples(
            "plumb stats --env production",
            "plumb stats --env production --format json",
            "plumb stats --env postgres://reader@db.example.com/app");
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            async (run, token) =>
            {
                var name = run.Get(environment)!;
                run.OpenAhead(name, token);
                var chain = run.ReadChain();
                var taken = await run.WithDatabaseAsync(name, target => new Sizing(chain, TimeProvider.System, run.Output).RunAsync(target, token), token);
                StatisticsFile.Write(taken.Statistics, run.Project.Root);
                return Reports.OfStatistics(taken);
            },
            cancellationToken));
        return command;
    }
}
