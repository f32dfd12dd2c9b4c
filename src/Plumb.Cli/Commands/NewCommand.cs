using System.CommandLine;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Reporting;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb new</c></summary>
internal static class NewCommand
{
    public static Command Create()
    {
        var name = new Argument<string[]>("name") { Description = "What it does, in a few words", Arity = ArgumentArity.OneOrMore };
        var bare = new Option<bool>("--bare") { Description = "Only the migration, without verify and revert scripts" };
        var command = new Command("new", "Write the files of a new migration, named by the time in UTC.") { name, bare };
        command.AddExamples("plumb new add_invoice_due_date", "plumb new add invoice due date", "plumb new --bare fix_typo_in_comment");
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            (run, _) =>
            {
                var writer = new NewMigration(run.Project.Root, TimeProvider.System);
                var files = writer.Write(run.ReadChain(), string.Join(' ', run.Get(name)!), run.Get(bare) ? MigrationTexts.Blank with { Verify = null, Revert = null } : MigrationTexts.Blank);
                return Task.FromResult(new Report("new", new Verdict("written", string.Join("\n         ", files)), ExitCode.Success));
            },
            cancellationToken));
        return command;
    }
}
