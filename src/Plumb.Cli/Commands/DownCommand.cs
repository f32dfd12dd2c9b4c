using System.CommandLine;
using Plumb.Execution;
using Plumb.Proof;
using Plumb.Reporting;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb down</c></summary>
internal static class DownCommand
{
    public static Command Create()
    {
        var environment = SharedOptions.Environment();
        var to = new Option<string>("--to") { Description = "The migration that stays the last one applied", HelpName = "migration" };
        var all = new Option<bool>("--all") { Description = "Take everything back" };
        var backup = SharedOptions.Backup();
        var command = new Command("down", "Take migrations back with their revert scripts, the last applied one first; without options, that one.") { environment, to, all, backup };
        var unproven = command.AddUnproven();
        var options = new ExecutionOptionSet().AddTo(command, changes: true);
        command.Exclude("each says in its own way what to take back", to, all);
        command.AddExamples(
            "plumb down",
            "plumb down --env staging --to 20250112000003",
            "plumb down --all",
            "plumb down --env production --unproven \"incident 4711: the index blocks writers\"");
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            async (run, token) =>
            {
                var name = run.Get(environment)!;
                var commit = GitCommit.OfAsync(run.Project.Root, token);
                var chain = run.ReadChain();
                var result = await run.WithDatabaseAsync(
                    name,
                    async target =>
                    {
                        var execution = run.ExecutionOptions(name, options) with { GitCommit = await commit };
                        var downgrade = new DowngradeOptions
                        {
                            To = run.Get(to),
                            All = run.Get(all),
                            BeforeChange = (server, selected, t) =>
                            {
                                List<string> taken = [.. selected.Select(static m => m.Id)];
                                return BeforeChange.RunAsync(
                                    run,
                                    name,
                                    target,
                                    $"take {string.Join(", ", taken)} back from {name}",
                                    () => ProofCertificate.RevertRefusal(chain, run.Project.Root, run.ProofOptions(), name, server.Version, taken),
                                    run.Get(unproven),
                                    run.Get(backup),
                                    t);
                            },
                        };
                        return await new Downgrade(chain, execution, run.Output).RunAsync(target, downgrade, token);
                    },
                    token);
                return Reports.OfDowngrade("down", chain, result);
            },
            cancellationToken));
        return command;
    }
}
