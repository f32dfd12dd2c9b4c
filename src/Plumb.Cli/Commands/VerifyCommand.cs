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
        var command = new Command("verify", "Run the checks of applied migrations, and the health checks of the whole database. Changes nothing.") { names, environment };
        var options = new ExecutionOptionSet().AddTo(command, changes: false);
        command.AddExamples("plumb verify", "plumb verify 20250215_video_sessions_zoom --env staging", "plumb verify --env production --format markdown --output verify.md");
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            async (run, token) =>
            {
                var name = run.Get(environment)!;
                var chain = run.ReadChain();
                var execution = run.ExecutionOptions(name, options);
                var result = await run.WithDatabaseAsync(
                    name, target => new Verification(chain, execution, run.Output).RunAsync(target, run.Get(names) ?? [], token), token);
                return Reports.OfVerification(chain, result);
            },
            cancellationToken));
        return command;
    }
}
