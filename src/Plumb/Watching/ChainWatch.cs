using System.Diagnostics;
using Plumb.Findings;

namespace Plumb.Watching;

/// <summary>Watches the files of a project, and shows on each save what it is worth.</summary>
/// <param name="read">Reads the project as it is.</param>
/// <param name="polls">True to look at the files from time to time instead of being told by the system.</param>
/// <param name="observer">Who is told.</param>
/// <param name="clock">Tells the time.</param>
public sealed class ChainWatch(Func<WatchedProject> read, bool polls, IWatchObserver observer, TimeProvider clock)
{
    private readonly WatchState state = new();
    private readonly WatchShadow shadow = new(observer);
    private WatchedChain? last;
    private string? refusal;
    private Task work = Task.CompletedTask;
    private CancellationTokenSource? abandon;

    /// <summary>Watches until it is stopped, which is its regular end.</summary>
    /// <exception cref="PlumbException">The project cannot be read at the start.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var project = read();
        using var signals = new FileSignals(polls);
        Follow(signals, project);
        try
        {
            last = new WatchedChain(project);
            if (TellFaults(last.Faults, begun))
            {
                Begin(last, null, begun, cancellationToken);
                // What is saved meanwhile waits for it: there is no prefix yet from which it could be judged sooner.
                await work.ConfigureAwait(false);
            }

            while (true)
            {
                var saved = await signals.NextAsync(cancellationToken).ConfigureAwait(false);
                await TakeAsync(signals, project, saved, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Its regular end.
        }
        finally
        {
            await AbandonAsync().ConfigureAwait(false);
            await shadow.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task TakeAsync(FileSignals signals, WatchedProject first, long saved, CancellationToken cancellationToken)
    {
        WatchedChain now;
        try
        {
            var project = read();
            Follow(signals, project);
            now = new WatchedChain(project);
        }
        catch (PlumbException unreadable)
        {
            signals.Follow(WatchedFolders.Of(first.Root, first.Migrations, last?.Project.Chain));
            if (refusal != unreadable.Message)
            {
                refusal = unreadable.Message;
                await AbandonAsync().ConfigureAwait(false);
                TellFaults(unreadable.Findings, saved);
            }

            return;
        }
        catch (Exception unsettled) when (unsettled is IOException or UnauthorizedAccessException)
        {
            // A folder that went while it was read, as in a checkout.
            signals.Again();
            return;
        }

        var isNews = refusal is not null || last is null || !now.IsSameAs(last) || !now.Project.DemandsTheSameAs(last.Project)
            || !now.Faults.Select(static f => f.ToString()).SequenceEqual(last.Faults.Select(static f => f.ToString()));
        if (!isNews)
        {
            return;
        }

        await AbandonAsync().ConfigureAwait(false);
        Forget(now);
        (var before, last, refusal) = (last, now, null);
        if (!TellFaults(now.Faults, saved))
        {
            return;
        }

        if (before is not null && !now.Project.DemandsTheSameAs(before.Project))
        {
            observer.Note("plumb.yaml was read again");
        }

        Begin(now, before, saved, cancellationToken);
    }

    // What could not be read before is judged although it may be as it was once; what is demanded otherwise, for the file at which somebody works.
    private void Forget(WatchedChain now)
    {
        if (last is { Faults.Count: > 0 })
        {
            foreach (var id in now.Digests.Where(d => last.Digests.GetValueOrDefault(d.Key) != d.Value).Select(static d => d.Key))
            {
                state.Forget(id);
            }
        }

        if (last is not null && !now.Project.DemandsTheSameAs(last.Project))
        {
            state.Forget(state.Last);
            state.Followed = now.Project.HasTheSameServerAs(last.Project) ? state.Followed : null;
        }
    }

    private void Begin(WatchedChain chain, WatchedChain? before, long saved, CancellationToken cancellationToken)
    {
        abandon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = abandon.Token;
        work = Task.Run(() => WorkAsync(new WatchRun(chain, before, shadow, state, observer, clock, saved), saved, token), token);
    }

    private async Task WorkAsync(WatchRun run, long saved, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(run, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested && failed is not OperationCanceledException)
        {
            // A file may take a server down, or leave on it what is in the way of the next replay. Another server has neither.
            await shadow.EndAsync().ConfigureAwait(false);
            try
            {
                await RunAsync(run, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception again) when (!cancellationToken.IsCancellationRequested && again is not OperationCanceledException)
            {
                await shadow.EndAsync().ConfigureAwait(false);
                TellFaults(again is PlumbException told ? told.Findings : [WatchFindings.ServerLost(again.Message)], saved);
            }
        }
    }

    private Task RunAsync(WatchRun run, CancellationToken cancellationToken) =>
        state.Followed is null ? run.BeginAsync(cancellationToken) : run.JudgeAsync(cancellationToken);

    private async Task AbandonAsync()
    {
        if (abandon is not null)
        {
            await abandon.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            abandon.Dispose();
            abandon = null;
            observer.Work(null);
        }
    }

    private void Follow(FileSignals signals, WatchedProject project)
    {
        signals.Follow(WatchedFolders.Of(project.Root, project.Migrations, project.Chain));
        if (signals.Refused is { } why)
        {
            observer.Note($"! the system does not tell what is saved ({why}); Plumb looks at the files several times a second instead");
            signals.Excuse();
        }
    }

    /// <summary>Tells what is wrong in the files; true when nothing is.</summary>
    private bool TellFaults(IReadOnlyList<Finding> faults, long saved)
    {
        if (faults.Count == 0)
        {
            return true;
        }

        var duration = Stopwatch.GetElapsedTime(saved);
        observer.Work(null);
        observer.Tell(new WatchReport(WatchStage.Unread, clock.GetLocalNow() - duration, duration) 
        {
            Files = [.. faults.Select(static f => f.Place?.File).OfType<string>().Distinct(StringComparer.Ordinal)],
            Findings = faults,
        });
        return false;
    }
}
