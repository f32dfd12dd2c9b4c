using System.Diagnostics;
using Plumb.Findings;

namespace Plumb.Shadow.Servers;

/// <summary>A running server that this process holds a lease of.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);
    private static int members;

    private readonly RunFolder run;
    private readonly ServerAccount account;
    private readonly string member;
    private readonly Stream lease;
    private readonly Process? guard;
    private int disposed;

    private ServerProcess(RunFolder run, ServerAccount account, string member, Stream lease, Process? guard) =>
        (this.run, this.account, this.member, this.lease, this.guard) = (run, account, member, lease, guard);

    /// <summary>The folder of its socket.</summary>
    public string SocketFolder => run.Path;

    /// <summary>Starts a guard with its server and waits until that accepts connections. What fails or is cancelled leaves nothing behind.</summary>
    /// <exception cref="DatabaseException">The server ended instead; holds the last lines of its log.</exception>
    public static async Task<ServerProcess> StartAsync(
        RunFolder run, ServerStart start, ServerAccount account, CancellationToken cancellationToken)
    {
        var command = OwnSession.Script(
            account, GuardScript.Text, run.Path, start.Template, start.DataFolder, start.Server.BinFolder, start.KeepsData ? "INT" : "QUIT");
        command.RedirectStandardInput = true;
        var shell = Process.Start(command)!;
        var started = new ServerProcess(run, account, NewMember(), shell.StandardInput.BaseStream, shell);
        try
        {
            await started.AskToJoinAsync(cancellationToken).ConfigureAwait(false);
            while (!run.IsReady(start.DataFolder) || !File.Exists(run.Joined(started.member)))
            {
                if (shell.HasExited || File.Exists(run.Ended))
                {
                    throw new DatabaseException(ShadowFindings.ServerStartFailed(start.Server, run.LastLogLines()));
                }

                await Task.Delay(Step, cancellationToken).ConfigureAwait(false);
            }

            return started;
        }
        catch (IOException failure)
        {
            await started.DisposeAsync().ConfigureAwait(false);
            throw new DatabaseException(ShadowFindings.ServerStartFailed(start.Server, [failure.Message]), failure);
        }
        catch
        {
            await started.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes a lease of a server that another process has started; null if it is ending or gone.</summary>
    public static async Task<ServerProcess?> TryJoinAsync(RunFolder run, ServerAccount account, CancellationToken cancellationToken)
    {
        if (File.Exists(run.Ended) || !File.Exists(run.Lease))
        {
            return null;
        }

        ServerProcess? joined = null;
        try
        {
            // Open for reading too, because a FIFO without a reader would block here.
            var fifo = new FileStream(run.Lease, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            joined = new ServerProcess(run, account, NewMember(), fifo, guard: null);
            await joined.AskToJoinAsync(cancellationToken).ConfigureAwait(false);
            while (!File.Exists(run.Joined(joined.member)))
            {
                if (!File.Exists(run.Lease) || !await Leftovers.IsGuardedAsync(run, cancellationToken).ConfigureAwait(false))
                {
                    await fifo.DisposeAsync().ConfigureAwait(false);
                    return null;
                }

                await Task.Delay(Step, cancellationToken).ConfigureAwait(false);
            }

            return joined;
        }
        catch (IOException)
        {
            return null;
        }
        catch (OperationCanceledException) when (joined is not null)
        {
            await joined.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until an ending server is gone, and clears away one whose guard is; false if it does not end.</summary>
    public static async Task<bool> WaitUntilGoneAsync(RunFolder run, ServerAccount account, CancellationToken cancellationToken)
    {
        await WaitUntilAsync(() => !run.Exists, run, account, cancellationToken).ConfigureAwait(false);
        return !run.Exists;
    }

    /// <summary>Gives the lease back; if it was the last one, waits until the server and its files are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
        {
            return;
        }

        await lease.DisposeAsync().ConfigureAwait(false);
        // The guard of a start that failed early may not have made its folder yet, so the guard's end counts as well as the folder's.
        await WaitUntilAsync(
            () => OthersUseIt() || (!run.Exists && guard is null or { HasExited: true }), run, account, CancellationToken.None).ConfigureAwait(false);
        guard?.Dispose();
    }

    private static async Task WaitUntilAsync(Func<bool> done, RunFolder run, ServerAccount account, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (!done() && Stopwatch.GetElapsedTime(began) < LongestStop)
        {
            if (run.Exists && !await Leftovers.IsGuardedAsync(run, cancellationToken).ConfigureAwait(false))
            {
                await Leftovers.RemoveAsync(run, account, cancellationToken).ConfigureAwait(false);
            }

            await Task.Delay(Step, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Whether another lease is held. A member of this process counts too: its file is deleted before its lease is given back, so of two that
    /// go at the same time at least one waits for the end.
    /// </summary>
    private bool OthersUseIt()
    {
        run.Leave(member);
        return run.Members().Any(ProcessTable.Exists);
    }

    private static string NewMember() => FormattableString.Invariant($"{Environment.ProcessId}.{Interlocked.Increment(ref members)}");

    private async Task AskToJoinAsync(CancellationToken cancellationToken)
    {
        await lease.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"join {member}\n"), cancellationToken).ConfigureAwait(false);
        await lease.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
