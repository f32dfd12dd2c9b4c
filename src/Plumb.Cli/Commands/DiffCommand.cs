using System.CommandLine;
using Plumb.Diffing;
using Plumb.Reporting.Differences;
using Plumb.Sources;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb diff</c></summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var before = new Argument<string>("a") { Description = "An environment, a connection URL, a folder of migrations (replayed on a throwaway server), or a snapshot file", HelpName = SourceOptionSet.Forms };
        var after = new Argument<string>("b") { Description = "What it is compared with", HelpName = SourceOptionSet.Forms };
        var sideBySide = new Option<bool>("--side-by-side") { Description = "In two columns" };
        var command = new Command("diff", "Compare two schemas, object by object: what one has and the other has not, and what differs.") { before, after, sideBySide };
        var options = new SourceOptionSet().AddTo(command);
        command.AddExamples("plumb diff staging production", "plumb diff production supabase/migrations --schema public", "plumb diff before.json local --side-by-side");
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            async (run, token) =>
            {
                SnapshotSource[] sources = [SourceOptionSet.Resolve(run, run.Get(before)!), SourceOptionSet.Resolve(run, run.Get(after)!)];
                var read = await run.Sources(options.Read(run)).ReadAsync(sources, token);
                run.Output.End();
                var difference = SnapshotDifference.Between(read[0].Snapshot, read[1].Snapshot);
                var sides = NamesOf(read).Zip(read, static (name, r) => new ReportedSide(name, r.Shown, r.Snapshot)).ToList();
                return DifferenceReports.Of(new ReportedDifference(sides[0], sides[1], difference, Renames.In(difference))
                {
                    IsSideBySide = run.Get(sideBySide),
                    ListsParts = run.Get(GlobalOptions.Verbose),
                });
            },
            cancellationToken));
        return command;
    }

    // Two URLs would both be called url.
    private static IEnumerable<string> NamesOf(IReadOnlyList<SourceSnapshot> read) =>
        read[0].Source.Word == read[1].Source.Word ? [$"{read[0].Source.Word} a", $"{read[1].Source.Word} b"] : read.Select(static r => r.Source.Word);
}
