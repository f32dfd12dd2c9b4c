using Plumb.Environments;
using Plumb.Execution;
using Plumb.Findings;

namespace Plumb.Cli.Commands;

/// <summary>What happens between the plan and the first change: the proof, a question and a backup, each where it is wanted.</summary>
internal static class BeforeChange
{
    /// <summary>Does all of it, and returns why the change runs without a proof; null where none is wanted, or there is one.</summary>
    /// <param name="run">The run.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="target">Its database.</param>
    /// <param name="change">What is about to happen, for the question: <c>apply 1_a to staging</c>.</param>
    /// <param name="refusal">Says what keeps a certificate from holding.</param>
    /// <param name="unproven">What <c>--unproven</c> said; null for nothing.</param>
    /// <param name="wantsBackup">What <c>--backup</c> said.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<string?> RunAsync(
        CommandRun run, string environment, ConnectionTarget target, string change, Func<Finding?> refusal, string? unproven, bool wantsBackup, CancellationToken cancellationToken)
    {
        var reason = ProofGate.Reason(run, environment, unproven, refusal);
        run.Confirm(environment, $"{change} ({target}){(reason is null ? "" : " without a proof")}");
        if (wantsBackup || run.Project.Find(environment).BackupFirst)
        {
            await BackUpAsync(run, target, cancellationToken);
        }

        return reason;
    }

    private static async Task BackUpAsync(CommandRun run, ConnectionTarget target, CancellationToken cancellationToken)
    {
        run.Output.Begin("taking a backup");
        var backup = await Backup.TakeAsync(target, run.Project.Root, TimeProvider.System, cancellationToken);
        run.Output.End();
        run.Output.Note($"backup  {backup.Path}, {(backup.Bytes + 1023) / 1024:N0} KiB");
    }
}
