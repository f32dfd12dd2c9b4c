using System.CommandLine;
using Plumb.Cli.Commands;
using Plumb.Findings;

namespace Plumb.Cli;

/// <summary>The commands, and the way from the words of a command line to one of them.</summary>
internal static class CommandLine
{
    private static readonly Func<Command>[] Commands =
    [
        InitCommand.Create,
        NewCommand.Create,
        StatusCommand.Create,
        UpCommand.Create,
        VerifyCommand.Create,
        DownCommand.Create,
        ResetCommand.Create,
        ShellCommand.Create,
        StatementsCommand.Create,
        SnapshotCommand.Create,
    ];

    /// <summary>Runs what <paramref name="arguments"/> ask for and returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        if (arguments is ["--version"])
        {
            Console.Out.WriteLine($"plumb {ProgramVersion.Text}");
            return (int)ExitCode.Success;
        }

        var root = CreateRoot();
        var parsed = root.Parse(arguments, new ParserConfiguration { EnablePosixBundling = false });
        if (parsed.Errors.Count > 0)
        {
            return UsageErrors.Report(parsed, Console.Error);
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellationToken);
    }

    /// <summary>The root command with everything below it; also what the reference in <c>docs/</c> is rendered from.</summary>
    public static RootCommand CreateRoot()
    {
        var root = new RootCommand("PostgreSQL migrations that count as applied only when they have been proven.");
        GlobalOptions.AddTo(root);
        foreach (var create in Commands)
        {
            root.Subcommands.Add(create());
        }

        Help.Install(root);
        root.SetAction(static parsed =>
        {
            Help.Write(parsed.CommandResult.Command, Console.Out);
            return (int)ExitCode.Success;
        });
        return root;
    }
}
