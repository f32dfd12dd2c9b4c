using System.CommandLine;
using Plumb.Catalog;
using Plumb.Cli.Rendering;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Reporting;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb snapshot</c></summary>
internal static class SnapshotCommand
{
    public static Command Create()
    {
        var database = new Argument<string>("database")
        {
            Description = "The environment, by its name in plumb.yaml, or a connection URL",
            HelpName = "name|url",
            DefaultValueFactory = static _ => "local",
        };
        var schemas = new Option<string[]>("--schema") { Description = "Only this schema and what is in it; may be given several times", HelpName = "name" };
        var excluded = new Option<string[]>("--exclude-schema") { Description = "Leave this schema out; may be given several times", HelpName = "name" };
        var roles = new Option<bool>("--roles") { Description = "Also the cluster's roles, their memberships and settings" };
        var command = new Command("snapshot", "Write down the schema of a database: every object, its fingerprint, nothing of its data.")
        {
            database, schemas, excluded, roles,
        };
        command.AddExamples("plumb snapshot", "plumb snapshot production --output production.json", "plumb snapshot staging --schema public --roles");
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            (run, token) => run.WithDatabaseAsync(
                run.Get(database)!,
                target => TakeAsync(
                    run,
                    target,
                    new SnapshotOptions
                    {
                        Profile = run.Project.Profile,
                        Schemas = run.Get(schemas) ?? [],
                        ExcludedSchemas = run.Get(excluded) ?? [],
                        IncludesRoles = run.Get(roles),
                    },
                    token),
                token),
            cancellationToken));
        return command;
    }

    // The snapshot is the output, so what is said about it goes to standard error.
    private static async Task<Report> TakeAsync(CommandRun run, ConnectionTarget target, SnapshotOptions options, CancellationToken cancellationToken)
    {
        run.Output.Begin($"reading the catalog of {target}");
        var snapshot = await SnapshotReader.ReadAsync(target, options, cancellationToken);
        run.Output.End();
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
