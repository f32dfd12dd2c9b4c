using System.CommandLine;
using Plumb.Cli.Commands;
using Plumb.Cli.Rendering;
using Plumb.Findings;

namespace Plumb.Cli;

/// <summary>The commands, and the way from the words of a command line to one of them.</summary>
internal static class CommandLine
{
    private static readonly (string Name, Func<Command> Create)[] Commands =
    [
        ("init", InitCommand.Create),
        ("new", NewCommand.Create),
        ("status", StatusCommand.Create),
        ("prove", ProveCommand.Create),
        ("watch", WatchCommand.Create),
        ("stats", StatsCommand.Create),
        ("up", UpCommand.Create),
        ("verify", VerifyCommand.Create),
        ("down", DownCommand.Create),
        ("adopt", AdoptCommand.Create),
        ("reset", ResetCommand.Create),
        ("explain-access", ExplainAccessCommand.Create),
        ("shell", ShellCommand.Create),
        ("statements", StatementsCommand.Create),
        ("snapshot", SnapshotCommand.Create),
        ("diff", DiffCommand.Create),
        ("drift", DriftCommand.Create),
    ];

    /// <summary>Runs what <paramref name="arguments"/> ask for and returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        if (arguments is ["--version"])
        {
            Console.Out.WriteLine($"plumb {ProgramVersion.Text}");
            return (int)ExitCode.Success;
        }

        var words = Unfold(arguments);
        var parsed = CreateRoot(words.FirstOrDefault()).Parse(words, new ParserConfiguration { EnablePosixBundling = false });
        if (Help.IsAskedFor(parsed))
        {
            Help.Write(parsed.CommandResult.Command, Console.Out, Terminal.OutputWidth);
            return (int)ExitCode.Success;
        }

        if (parsed.Errors.Count > 0 || UsageErrors.UnknownWord(parsed) is not null)
        {
            return UsageErrors.Report(parsed, Console.Error);
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellationToken);
        }
        catch (Exception defect)
        {
            return UsageErrors.ReportDefect(defect, parsed.GetValue(GlobalOptions.Verbose), Console.Error);
        }
    }

    /// <summary><c>help up</c> means <c>up --help</c>.</summary>
    private static string[] Unfold(string[] arguments) => arguments is ["help", .. var rest] ? [.. rest, "--help"] : arguments;

    /// <summary>The root command with everything below it; also what the reference in <c>docs/</c> is rendered from.</summary>
    /// <param name="only">The one command that is needed; all of them when there is none of that name.</param>
    public static RootCommand CreateRoot(string? only = null)
    {
        var root = new RootCommand("PostgreSQL migrations that count as applied only when they have been proven.");
        GlobalOptions.AddTo(root);
        foreach (var (_, create) in Array.Exists(Commands, c => c.Name == only) ? Array.FindAll(Commands, c => c.Name == only) : Commands)
        {
            var command = create();
            GlobalOptions.RefuseOtherFormats(command);
            root.Subcommands.Add(command);
        }

        root.AddExamples("plumb up --project examples/watch-parties", "plumb status --env staging,production", "plumb help up");
        root.SetAction(static parsed =>
        {
            Help.Write(parsed.CommandResult.Command, Console.Out, Terminal.OutputWidth);
            return (int)ExitCode.Success;
        });
        return root;
    }
}
