using System.Diagnostics;
using Npgsql;
using Plumb.Findings;

namespace Plumb.Execution;

/// <summary>Runs changes the way each must run: in a transaction or statement by statement, again when a lock could not be had.</summary>
internal sealed class MigrationRunner(DatabaseSession session, LedgerStore ledger, IReadOnlyList<JournalEntry> journal)
{
    /// <summary>The function of the server that executes RAISE; its other notices say what IF EXISTS skipped.</summary>
    private const string RaiseStatement = "exec_stmt_raise";

    /// <summary>What has begun outside a transaction and can only go on so.</summary>
    private readonly HashSet<(string Migration, bool IsRevert)> outside = [.. journal.Select(static e => (e.Migration, e.IsRevert))];

    /// <summary>Runs <paramref name="changes"/>, several of them in one transaction, and tells how each ended.</summary>
    /// <exception cref="LockedException">A lock could not be had in any attempt; everything was rolled back.</exception>
    public async Task<IReadOnlyList<MigrationResult>> RunAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var notices = new List<string>();
        void Collect(object? sender, NpgsqlNoticeEventArgs notice)
        {
            if (notice.Notice.Routine is RaiseStatement || notice.Notice is { InvariantSeverity: "WARNING", SqlState: not PostgresErrorCodes.NoActiveSqlTransaction })
            {
                notices.Add(notice.Notice.MessageText);
            }
        }

        session.Connection.Notice += Collect;
        try
        {
            var results = await RunCheckedAsync(changes, cancellationToken).ConfigureAwait(false);
            results = [.. results.SkipLast(1), results[^1] with { Notices = notices }];
            foreach (var result in results)
            {
                session.Progress.Report(new ExecutionEvent.Ended(result));
            }

            return results;
        }
        finally
        {
            session.Connection.Notice -= Collect;
        }
    }

    /// <summary>Judges a migration whose changes are there already, and which a required check kept from counting as applied.</summary>
    public async Task<MigrationResult> VerifyAgainAsync(Change change, CancellationToken cancellationToken)
    {
        session.Progress.Report(new ExecutionEvent.Started(change.Migration, change.IsRevert));
        var begun = Stopwatch.GetTimestamp();
        var checks = await session.CheckAsync(change.Migration, [.. change.Inside, .. change.Outside], insideTransaction: false, cancellationToken)
            .ConfigureAwait(false);
        var result = new MigrationResult(change.Migration, checks.Passed ? change.Success : MigrationOutcome.Unverified, Stopwatch.GetElapsedTime(begun))
        {
            Checks = checks,
        };
        if (checks.Passed)
        {
            await session.SendAsync(batch => change.AddSuccess(ledger, batch, checks, result.Duration), cancellationToken).ConfigureAwait(false);
        }

        session.Progress.Report(new ExecutionEvent.Ended(result));
        return result;
    }

    private async Task<IReadOnlyList<MigrationResult>> RunCheckedAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var first = changes[0];
        var begun = Stopwatch.GetTimestamp();
        var isResumed = journal.Any(e => e.IsOf(first));
        var before = await session
            .CheckAsync(first.Migration, isResumed ? [] : first.Before, insideTransaction: false, cancellationToken).ConfigureAwait(false);
        if (!before.Passed)
        {
            return [new MigrationResult(first.Migration, MigrationOutcome.RolledBack, Stopwatch.GetElapsedTime(begun)) { Checks = before }];
        }

        var results = await TryAsync(changes, cancellationToken).ConfigureAwait(false);
        results = [results[0] with { Checks = before.With(results[0].Checks) }, .. results.Skip(1)];
        if (results.All(static r => r.Succeeded))
        {
            results = await CheckOutsideAsync(changes, results, cancellationToken).ConfigureAwait(false);
        }

        return changes is [{ IsRevert: false, Prepared.Revert.Statements.Count: > 0 } change] && results is [{ Outcome: MigrationOutcome.Unverified } unverified]
            ? [await TakeBackAsync(change, unverified, cancellationToken).ConfigureAwait(false)]
            : results;
    }

    private async Task<IReadOnlyList<MigrationResult>> TryAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var watch = LockWatch.Begin(
                session, changes[0].LockTimeout(session.Options), b => session.Progress.Report(new ExecutionEvent.Blocked(changes[0].Migration, b)));
            await using (watch.ConfigureAwait(false))
            {
                try
                {
                    var results = await RunOnceAsync(changes, cancellationToken).ConfigureAwait(false);
                    return [.. results.Select(r => r with { Retries = attempt - 1 })];
                }
                catch (StatementException failed) when (Attempts.MayMend(failed))
                {
                    if (attempt >= session.Options.LockAttempts)
                    {
                        throw new LockedException(ExecutionFindings.LockNotHad(failed, changes[0], RunsOutside(changes[0]), attempt, watch.Last), failed.Cause);
                    }

                    var pause = Attempts.PauseAfter(attempt, session.Options.FirstPause);
                    session.Progress.Report(
                        new ExecutionEvent.Retrying(changes[0].Migration, attempt, session.Options.LockAttempts, pause, watch.Last));
                    await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task<IReadOnlyList<MigrationResult>> RunOnceAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        if (changes is [var alone] && RunsOutside(alone))
        {
            return [await RunJournaledAsync(alone, cancellationToken).ConfigureAwait(false)];
        }

        try
        {
            return await new TransactionalRun(session, ledger).RunAsync(changes, cancellationToken).ConfigureAwait(false);
        }
        catch (StatementException failed) when (TransactionalRun.MustRunOutside(failed))
        {
            if (changes is not [var change])
            {
                throw new VerificationException([ExecutionFindings.CannotBeAtomic(failed)], failed.Cause);
            }

            session.Progress.Report(new ExecutionEvent.Noted(
                $"{failed.Statement!.Place}: {failed.Cause.MessageText}; everything was rolled back, it runs again statement by statement"));
            outside.Add((change.Migration.Id, change.IsRevert));
            return [await RunJournaledAsync(change, cancellationToken).ConfigureAwait(false)];
        }
    }

    private bool RunsOutside(Change change) => !change.Script.RunsInTransaction || outside.Contains((change.Migration.Id, change.IsRevert));

    private async Task<MigrationResult> RunJournaledAsync(Change change, CancellationToken cancellationToken)
    {
        var current = await LedgerReader.ReadJournalAsync(session.Connection, cancellationToken).ConfigureAwait(false);
        return await new JournaledRun(session, ledger).RunAsync(change, current, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs the checks that are marked to run after the commit, and records what they say.</summary>
    private async Task<IReadOnlyList<MigrationResult>> CheckOutsideAsync(
        IReadOnlyList<Change> changes, IReadOnlyList<MigrationResult> results, CancellationToken cancellationToken)
    {
        var ended = new List<MigrationResult>();
        foreach (var (change, result) in changes.Zip(results))
        {
            if (change.Outside.Count == 0)
            {
                ended.Add(result);
                continue;
            }

            session.Progress.Report(new ExecutionEvent.Kept(change.Migration));
            var checks = await session.CheckAsync(change.Migration, change.Outside, insideTransaction: false, cancellationToken).ConfigureAwait(false);
            var all = result with { Checks = result.Checks.With(checks), Outcome = checks.Passed ? result.Outcome : MigrationOutcome.Unverified };
            ended.Add(all);
            await session.SendAsync(
                batch =>
                {
                    if (checks.Passed)
                    {
                        change.AddSuccess(ledger, batch, all.Checks, all.Duration);
                    }
                    else
                    {
                        change.AddUnverified(ledger, batch, all.Checks, all.Duration);
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }

        return ended;
    }

    /// <summary>Runs the revert script of a migration whose changes are there and that a required check keeps from counting as applied.</summary>
    private async Task<MigrationResult> TakeBackAsync(Change change, MigrationResult failed, CancellationToken cancellationToken)
    {
        Change[] revert = [change with { IsRevert = true, IsFollowed = false }];
        try
        {
            var reverted = await TryAsync(revert, cancellationToken).ConfigureAwait(false);
            if (reverted[0].Succeeded)
            {
                reverted = await CheckOutsideAsync(revert, reverted, cancellationToken).ConfigureAwait(false);
            }

            return reverted[0].Succeeded
                ? failed with { Outcome = MigrationOutcome.TakenBack }
                : failed with { Findings = [.. failed.Findings, .. reverted[0].Findings], Checks = failed.Checks.With(reverted[0].Checks) };
        }
        catch (LockedException locked)
        {
            return failed with { Findings = [.. failed.Findings, .. locked.Findings] };
        }
    }
}
