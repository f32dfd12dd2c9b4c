using System.CommandLine;
using Plumb.Catalog;
using Plumb.Cli.Rendering;
using Plumb.Drift;
using Plumb.Reporting;
using Plumb.Reporting.Differences;
using Plumb.Sources;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb drift</c></summary>
internal static class DriftCommand
{
    public static Command Create()
    {
        var environment = SharedOptions.Environment();
        var selfTest = new Option<bool>("--self-test") { Description = "Plant drift in a throwaway database and show that each is found; no environment is touched" };
        var command = new Command("drift", "Compare a database with what its ledger and chain say: what nobody recorded, what is missing, what was changed.") { environment, selfTest };
        var options = new SourceOptionSet().AddTo(command);
        command.AddExamples("plumb drift --env production", "plumb drift --env production --format markdown --output drift.md", "plumb drift --self-test");
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            (run, token) => run.Get(selfTest) ? TestAsync(run, token) : DetectAsync(run, run.Get(environment)!, options.Read(run), token),
            cancellationToken));
        return command;
    }

    private static async Task<Report> DetectAsync(CommandRun run, string environment, SnapshotOptions scope, CancellationToken cancellationToken)
    {
        var chain = run.ReadChain();
        var detection = new DriftDetection(chain, run.EmbeddedOptions(), scope, TimeProvider.System) { Activity = new Relay<string>(run.Output.Begin) };
        var result = await run.WithDatabaseAsync(environment, target => detection.RunAsync(target, cancellationToken), cancellationToken);
        run.Output.End();
        return DriftReports.Of(result, result.Objects.ToDictionary(static o => o.Id, static o => new ObjectNote(o.When, [], [])), run.Get(GlobalOptions.Verbose));
    }

    private static async Task<Report> TestAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var request = new ShadowRequest(run.EmbeddedOptions()) { Activity = new Relay<string>(run.Output.Begin) };
        var result = await new DriftSelfTest(run.ReadChain(), request, run.Project.Profile).RunAsync(cancellationToken);
        run.Output.End();
        return DriftReports.OfSelfTest(result);
    }
}
