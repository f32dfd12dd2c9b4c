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
        var sql = new Option<bool>("--sql") { Description = "The DDL that turns the first into the second, with its hazards as comments" };
        var plan = new PlanOptionSet();
        var command = new Command("diff", "Compare two schemas, object by object: what one has and the other has not, and what differs.") { before, after, sideBySide, sql };
        plan.AddTo(command, sql);
        var options = new SourceOptionSet().AddTo(command);
        command.Exclude("two columns are for people to read, and a plan has one", sideBySide, [sql, plan.Write]);
        command.AddExamples(
            "plumb diff staging production                      what differs",
            "plumb diff production supabase/migrations --sql    the DDL that makes production like the chain",
            "plumb diff . staging --write adopt_hotfixes        a migration of what the chain lacks");
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            async (run, token) =>
            {
                if (run.Get(sql) && run.Get(GlobalOptions.Format) is "text")
                {
                    run.Output.KeepFileForResult();
                }

                SnapshotSource[] sources = [SourceOptionSet.Resolve(run, run.Get(before)!), SourceOptionSet.Resolve(run, run.Get(after)!)];
                var read = await run.Sources(options.Read(run)).ReadAsync(sources, token);
                run.Output.End();
                var difference = SnapshotDifference.Between(read[0].Snapshot, read[1].Snapshot);
                var names = NamesOf(read);
                if (plan.WriteAs(run) is { } name)
                {
                    return MigrationWriting.Write(run, "diff", name, difference, plan.Read(run, read[0].Role), $"turns {names[0]} into {names[1]}");
                }

                var sides = names.Zip(read, static (n, r) => new ReportedSide(n, r.Shown, r.Snapshot)).ToList();
                var report = DifferenceReports.Of(new ReportedDifference(sides[0], sides[1], difference, Renames.In(difference))
                {
                    IsSideBySide = run.Get(sideBySide),
                    ListsParts = run.Get(GlobalOptions.Verbose),
                });
                report = report with { StandIns = [.. read.SelectMany(static r => r.StandIns).Distinct(StringComparer.Ordinal)] };
                return run.Get(sql) ? PlanOutput.Write(run, report, difference, plan.Read(run, read[0].Role)) : report;
            },
            cancellationToken));
        return command;
    }

    // Two URLs would both be called url.
    private static IReadOnlyList<string> NamesOf(IReadOnlyList<SourceSnapshot> read) => read[0].Source.Word == read[1].Source.Word
        ? [$"{read[0].Source.Word} a", $"{read[1].Source.Word} b"]
        : [.. read.Select(static r => r.Source.Word)];
}
