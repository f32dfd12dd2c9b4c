using System.CommandLine;
using Plumb.Catalog;
using Plumb.Cli.Rendering;
using Plumb.Findings;
using Plumb.Reporting;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb snapshot</c></summary>
internal static class SnapshotCommand
{
    public static Command Create()
    {
        var source = new Argument<string>("source")
        {
            Description = "An environment, a connection URL, a folder of migrations (replayed on a throwaway server), or a snapshot file",
            HelpName = SourceOptionSet.Forms,
            DefaultValueFactory = static _ => "local",
        };
        var command = new Command("snapshot", "Write down the schema of a database: every object, its fingerprint, nothing of its data.") { source };
        var options = new SourceOptionSet().AddTo(command);
        command.AddExamples("plumb snapshot", "plumb snapshot production --output production.json", "plumb snapshot supabase/migrations --schema public");
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            async (run, token) =>
            {
                run.Output.KeepFileForResult();
                var taken = await run.Sources(options.Read(run)).ReadAsync(SourceOptionSet.Resolve(run, run.Get(source)!), token);
                run.Output.End();
                return Write(run, taken.Snapshot);
            },
            cancellationToken));
        return command;
    }

    // The snapshot is the output, so what is said about it goes to standard error.
    private static Report Write(CommandRun run, Snapshot snapshot)
    {
        foreach (var gap in snapshot.Gaps)
        {
            run.Output.Note(FindingText.Render(gap.ToFinding(), Terminal.ErrorWidth).TrimEnd());
        }

        var file = run.Get(GlobalOptions.Output);
        Write(snapshot, file);
        run.Output.Silence();
        run.Output.Note($"{(file is null ? "" : $"{file}: ")}{snapshot.Facts.Count} facts, fingerprint {snapshot.Fingerprint}");
        return new Report("snapshot", new Verdict("taken", $"{snapshot.Facts.Count} facts"), ExitCode.Success);
    }

    private static void Write(Snapshot snapshot, string? file)
    {
        if (file is null)
        {
            using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
            SnapshotFile.Write(snapshot, output);
            return;
        }

        SnapshotFile.Write(snapshot, file);
    }
}
