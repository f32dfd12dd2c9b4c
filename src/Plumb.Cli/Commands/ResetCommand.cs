using System.CommandLine;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Reporting;
using Plumb.Shadow;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb reset</c></summary>
internal static class ResetCommand
{
    public static Command Create()
    {
        var environment = SharedOptions.Environment();
        var noSeed = new Option<bool>("--no-seed") { Description = "Leave the seed data out" };
        var command = new Command("reset", "Start the embedded database anew: delete it, apply the whole chain, load the seed data. Refuses every other database.") { environment, noSeed };
        var options = new ExecutionOptionSet().AddTo(command, changes: true);
        command.AddExamples("plumb reset", "plumb reset --env staging --no-seed", "plumb reset --project examples/watch-parties");
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            async (run, token) =>
            {
                var name = run.Get(environment)!;
                RefuseOthers(run, name);
                var commit = GitCommit.OfAsync(run.Project.Root, token);
                var chain = run.ReadChain();
                run.Confirm(name, $"delete all data of {name}");
                await EmbeddedServer.DeleteLocalAsync(run.Project.Root, name, token);
                var (result, seeded) = await run.WithDatabaseAsync(
                    name,
                    async target =>
                    {
                        var execution = run.ExecutionOptions(name, options) with { GitCommit = await commit };
                        var applied = await new Upgrade(chain, execution, run.Output).RunAsync(target, new UpgradeOptions(), token);
                        var count = applied.Succeeded && !run.Get(noSeed) ? await new Seeding(chain, run.Output).RunAsync(target, token) : 0;
                        return (applied, count);
                    },
                    token);
                var report = Reports.OfUpgrade("reset", chain, result);
                return seeded == 0 ? report : report with { Verdict = report.Verdict with { Text = $"{report.Verdict.Text}, {seeded} statement{(seeded == 1 ? "" : "s")} of {chain.Seed!.Source.Path}" } };
            },
            cancellationToken));
        return command;
    }

    private static void RefuseOthers(CommandRun run, string name)
    {
        if (!run.Project.Find(name).IsEmbedded)
        {
            throw new UsageException(new Finding(FindingCodes.EmbeddedOnly, Severity.Error, $"{name} is not an embedded server; reset deletes all data and touches nothing else")
            {
                Meaning = "nothing was changed",
                Help = "reset an embedded environment, or take migrations back one by one: plumb down --env " + name,
            });
        }
    }
}
