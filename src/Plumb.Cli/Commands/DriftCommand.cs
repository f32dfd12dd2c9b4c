using System.CommandLine;
using Plumb.Catalog;
using Plumb.Cli.Rendering;
using Plumb.Diffing;
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
        var sql = new Option<bool>("--sql") { Description = "The DDL that makes the database as the ledger says, with its hazards as comments" };
        var command = new Command("drift", "Compare a database with what its ledger and chain say: what nobody recorded, what is missing, what was changed.") { environment, selfTest, sql };
        var plan = new PlanOptionSet().AddTo(command, sql);
        var options = new SourceOptionSet().AddTo(command);
        command.Exclude("the self-test compares nothing but a throwaway database of its own", selfTest, [environment, sql, .. plan.Options, .. options.Options]);
        command.AddExamples(
            "plumb drift --env production                         what nobody recorded, since when, and its DDL",
            "plumb drift --env production --write adopt_hotfix    a migration of what the chain lacks",
            "plumb drift --self-test                              does it find anything?");
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            (run, token) => run.Get(selfTest) ? TestAsync(run, token) : DetectAsync(run, run.Get(environment)!, options.Read(run), plan, run.Get(sql), token),
            cancellationToken));
        return command;
    }

    private static async Task<Report> DetectAsync(CommandRun run, string environment, SnapshotOptions scope, PlanOptionSet plan, bool isSql, CancellationToken cancellationToken)
    {
        var chain = run.ReadChain();
        var detection = new DriftDetection(chain, run.EmbeddedOptions(), scope, TimeProvider.System) { Activity = new Relay<string>(run.Output.Begin) };
        var result = await run.WithDatabaseAsync(environment, target => detection.RunAsync(target, cancellationToken), cancellationToken);
        run.Output.End();
        if (plan.WriteAs(run) is { } name)
        {
            // Its name: the word of the command line may be a URL with a password.
            var holder = ReportedDatabase.Of(result.Inspection).Environment;
            return MigrationWriting.Write(run, "drift", name, result.Difference, plan.Read(run, result.Role), $"makes the chain say what {holder} has", holder);
        }

        var report = DriftReports.Of(result, run.Get(GlobalOptions.Verbose));
        return isSql ? PlanOutput.Write(run, report, SnapshotDifference.Between(result.Actual, result.Difference.Before), plan.Read(run, result.Role)) : report;
    }

    private static async Task<Report> TestAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var request = new ShadowRequest(run.EmbeddedOptions()) { Activity = new Relay<string>(run.Output.Begin) };
        var result = await new DriftSelfTest(run.ReadChain(), request, run.Project.Profile).RunAsync(cancellationToken);
        run.Output.End();
        return DriftReports.OfSelfTest(result);
    }
}
