using System.CommandLine;
using Plumb.Cli.Rendering;
using Plumb.Reporting;
using Plumb.Watching;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb watch</c></summary>
internal static class WatchCommand
{
    private static readonly string[] Examples =
    [
        "plumb watch                  a verdict on each migration as soon as it is saved",
        "plumb watch --format json    for an editor: one JSON report a line",
        "plumb watch --poll           where the system does not tell what is saved: network shares",
    ];

    public static Command Create()
    {
        var environment = new Option<string>("--env") { Description = "The environment whose migrations are proven (-- plumb: only); nothing connects to it; default: local", HelpName = "name" };
        var limit = SharedOptions.StatementLimit();
        var poll = new Option<bool>("--poll") { Description = "Look at the files several times a second instead of being told by the system what is saved" };
        var command = new Command("watch", "Prove on each save what was saved, and that what comes after it still replays; Ctrl-C ends it.") { environment, limit, poll };
        command.Validators.Add(result =>
        {
            if (result.GetValue(GlobalOptions.Output) is not null)
            {
                result.AddError($"watch has no --output{OptionRules.Means}its reports come one after the other: send them to a file with >");
            }
        });
        command.AddExamples(Examples);
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            async (run, token) =>
            {
                using var output = new WatchOutput(parsed);
                WatchedProject Read()
                {
                    var project = run.ReadAgain();
                    var options = run.ProofOptions();
                    return new WatchedProject(
                        project.Root,
                        project.Migrations,
                        run.ReadChain(),
                        options with { Environment = run.Get(environment) ?? options.Environment, StatementLimit = run.Get(limit) ?? options.StatementLimit },
                        run.EmbeddedOptions());
                }

                output.WriteBegin(Read());
                await using (var watch = new ChainWatch(Read, run.Get(poll), output, TimeProvider.System))
                {
                    await watch.RunAsync(token);
                }

                output.WriteEnd();
                run.Output.Silence();
                return Reports.OfWatchEnd(output.Proven, output.Refuted);
            },
            cancellationToken));
        return command;
    }
}
