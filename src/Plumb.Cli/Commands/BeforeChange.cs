using Plumb.Environments;
using Plumb.Execution;

namespace Plumb.Cli.Commands;

/// <summary>What happens between the plan and the first change: a question where one is wanted, a backup where one is wanted.</summary>
internal static class BeforeChange
{
    public static async Task RunAsync(CommandRun run, string environment, ConnectionTarget target, string change, bool wantsBackup, CancellationToken cancellationToken)
    {
        run.Confirm(environment, change);
        if (!wantsBackup && !run.Project.Find(environment).BackupFirst)
        {
            return;
        }

        run.Output.Begin("taking a backup");
        var backup = await Backup.TakeAsync(target, run.Project.Root, TimeProvider.System, cancellationToken);
        run.Output.End();
        run.Output.Note($"backup  {backup.Path}, {(backup.Bytes + 1023) / 1024:N0} KiB");
    }
}
