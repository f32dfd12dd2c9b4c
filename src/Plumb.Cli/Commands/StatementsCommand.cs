using System.CommandLine;
using Plumb.Findings;
using Plumb.Reporting;
using Plumb.Sql;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb statements</c></summary>
internal static class StatementsCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "A file of SQL inside the project" };
        var command = new Command("statements", "Show the statements of a file with kind, place and text, as they would be sent.") { file };
        command.AddExamples("plumb statements supabase/migrations/20250112000001_create_module_lessons.sql", "plumb statements dump.sql --format json", "plumb statements seed.sql --output statements.txt");
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            (run, _) =>
            {
                var path = Path.GetFullPath(run.Get(file)!);
                var root = run.Get(GlobalOptions.Project) is { } named ? Path.GetFullPath(named) : ContainingProject(path);
                var script = SqlSplitter.Split(Read(root, path), root);
                var text = $"{script.Statements.Count} statement{(script.Statements.Count == 1 ? "" : "s")} in {script.Source.Path}";
                return Task.FromResult(new Report("statements", new Verdict("split", text), ExitCode.Success) { Statements = script.Statements });
            },
            cancellationToken));
        return command;
    }

    /// <summary>The file; that there is none is a mistake of the command line, and not of a file.</summary>
    private static SourceText Read(string root, string path)
    {
        try
        {
            return SqlFile.Read(root, path);
        }
        catch (MigrationFileException fault) when (!File.Exists(path))
        {
            throw new UsageException(fault.Findings[0] with { Place = null });
        }
    }

    /// <summary>The project that a file belongs to; for a file outside every project, its own folder.</summary>
    private static string ContainingProject(string path)
    {
        var project = ProjectFolder.Find(null);
        return path.StartsWith(project + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? project : Path.GetDirectoryName(path)!;
    }
}
