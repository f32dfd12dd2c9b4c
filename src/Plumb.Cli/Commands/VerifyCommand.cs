using System.CommandLine;
using Plumb.Execution;
using Plumb.Reporting;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb verify</c></summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("migration") { Description = "Migrations to verify; default: every one in place, and the health checks", Arity = ArgumentArity.ZeroOrMore };
        var environment = SharedOptions.Environment();
        var health = new Option<bool>("--health") { Description = "Only the health checks of the whole database (verify/_always.sql)" };
        var command = new Command("verify", "Run the checks of applied migrations, and the health checks of the whole database. Changes nothing.") { names, environment, health };
        var options = new ExecutionOptionSet().AddTo(command, changes: false);
        command.AddExamples("plumb verify", "plumb verify 20250215_video_sessions_zoom --env staging", "plumb verify --health --env production --quiet");
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            async (run, token) =>
            {
                var name = run.Get(environment)!;
                var chain = run.ReadChain();
                var checks = new VerificationOptions { Migrations = run.Get(names) ?? [], HealthOnly = run.Get(health) };
                var execution = run.ExecutionOptions(name, options);
                var result = await run.WithDatabaseAsync(
                    name, target => new Verification(chain, execution, run.Output).RunAsync(target, checks, token), token);
                return Reports.OfVerification(chain, result, checks.HealthOnly);
            },
            cancellationToken));
        return command;
    }
}
