using System.CommandLine;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Reporting;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb init</c></summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var plain = new Option<bool>("--plain") { Description = "A plain migrations/ folder instead of the Supabase layout" };
        var command = new Command("init", "Prepare a folder: migrations, plumb.yaml and .gitignore. Nothing is overwritten.") { plain };
        command.AddExamples("plumb init", "plumb init --plain", "plumb init --project services/billing");
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            (run, _) =>
            {
                var root = Path.GetFullPath(run.Get(GlobalOptions.Project) ?? Directory.GetCurrentDirectory());
                Directory.CreateDirectory(root);
                var made = new NewProject(root).Write(isSupabase: !run.Get(plain));
                var text = made.Count == 0 ? "everything was there already" : $"{string.Join(", ", made)}; next: plumb new <name>";
                return Task.FromResult(new Report("init", new Verdict("ready", text), ExitCode.Success));
            },
            cancellationToken));
        return command;
    }
}
