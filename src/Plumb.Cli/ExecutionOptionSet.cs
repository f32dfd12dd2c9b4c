using System.CommandLine;
using Plumb.Checks;
using Plumb.Execution;

namespace Plumb.Cli;

/// <summary>The options of the commands that run statements or checks.</summary>
internal sealed class ExecutionOptionSet
{
    private const int MostEvidenceRows = 1000;

    private readonly Option<bool> tests = SharedOptions.Tests();
    private readonly Option<bool> allRows = SharedOptions.AllRows();
    private readonly Option<bool> mask = SharedOptions.Mask();
    private readonly Option<TimeSpan?> lockTimeout = SharedOptions.Duration("--lock-timeout", "How long a statement waits for a lock before it is rolled back and tried again; default: 5s");
    private readonly Option<int?> lockAttempts = new("--lock-attempts") { Description = "How often it is tried; default: 10", HelpName = "n" };
    private readonly Option<TimeSpan?> wait = SharedOptions.Duration("--wait", "How long to wait while another Plumb works on the database; default: 60s");

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="changes">True when it changes the database, so that it waits for locks.</param>
    public ExecutionOptionSet AddTo(Command command, bool changes)
    {
        Option[] all = changes ? [tests, allRows, mask, lockTimeout, lockAttempts, wait] : [tests, allRows, mask];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }

        return this;
    }

    /// <summary>True when every evidence row is to be shown.</summary>
    public bool ShowsAllRows(ParseResult parsed) => parsed.GetValue(allRows);

    /// <summary>What the command line says, with the defaults.</summary>
    public ExecutionOptions Read(ParseResult parsed, bool isEmbedded)
    {
        var defaults = new ExecutionOptions();
        return new ExecutionOptions
        {
            LockTimeout = parsed.GetValue(lockTimeout) ?? defaults.LockTimeout,
            LockAttempts = Math.Max(1, parsed.GetValue(lockAttempts) ?? defaults.LockAttempts),
            Patience = parsed.GetValue(wait) ?? defaults.Patience,
            Checks = new CheckOptions
            {
                RunTests = isEmbedded || parsed.GetValue(tests),
                MaskValues = parsed.GetValue(mask),
                EvidenceRows = parsed.GetValue(allRows) ? MostEvidenceRows : defaults.Checks.EvidenceRows,
            },
        };
    }
}
