using System.CommandLine;
using Plumb.Execution;
using Plumb.Presence;
using Plumb.Proof;
using Plumb.Reporting;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb up</c></summary>
internal static class UpCommand
{
    private static readonly TimeSpan PatienceForDiagnosis = TimeSpan.FromSeconds(30);

    private static readonly string[] Examples =
    [
        "plumb up                                    apply everything pending to the embedded server",
        "plumb up --env staging --to 20250112000003  up to and with one migration",
        "plumb up --env production --backup --yes    take a backup first, ask nothing",
        "plumb up --env production --unproven \"incident 4711: index by hand\"",
    ];

    public static Command Create()
    {
        var environment = SharedOptions.Environment();
        var to = new Option<string>("--to") { Description = "The last migration to apply: its file, version or name", HelpName = "migration" };
        var only = new Option<string[]>("--only") { Description = "Only this migration, with what it requires; may be repeated", HelpName = "migration" };
        var atomic = new Option<bool>("--atomic") { Description = "Everything pending in one transaction" };
        var backup = SharedOptions.Backup();
        var command = new Command("up", "Apply what is pending. A migration is applied only when its required checks pass.") { environment, to, only, atomic, backup };
        var unproven = command.AddUnproven();
        var options = new ExecutionOptionSet().AddTo(command, changes: true);
        command.Exclude("each says in its own way what to apply", to, only);
        command.AddExamples(Examples);
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            async (run, token) =>
            {
                var name = run.Get(environment)!;
                var commit = GitCommit.OfAsync(run.Project.Root, token);
                run.OpenAhead(name, token);
                var chain = run.ReadChain();
                var result = await run.WithDatabaseAsync(
                    name,
                    async target =>
                    {
                        var execution = run.ExecutionOptions(name, options) with { GitCommit = await commit };
                        var upgrade = new UpgradeOptions
                        {
                            To = run.Get(to),
                            Only = run.Get(only) ?? [],
                            IsAtomic = run.Get(atomic),
                            BeforeChange = (server, status, t) => BeforeChange.RunAsync(
                                run,
                                name,
                                target,
                                $"apply {Counted(status)} to {name}",
                                () => ProofCertificate.Refusal(chain, run.Project.Root, run.ProofOptions(), name, server.Version),
                                run.Get(unproven),
                                run.Get(backup),
                                t),
                        };
                        var result = await new Upgrade(chain, execution, run.Output).RunAsync(target, upgrade, token);
                        return await new PartialApplication(chain, run.EmbeddedOptions(), PatienceForDiagnosis, run.Output).ExplainAsync(result, token);
                    },
                    token);
                return Reports.OfUpgrade("up", chain, result);
            },
            cancellationToken));
        return command;
    }

    private static string Counted(ChainStatus status)
    {
        var pending = status.Pending.Count();
        return $"{pending} migration{(pending == 1 ? "" : "s")}";
    }
}
