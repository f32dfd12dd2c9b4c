using Plumb.Environments;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>Takes applied migrations back.</summary>
/// <param name="chain">The files.</param>
/// <param name="execution">How they run.</param>
/// <param name="progress">Told what happens.</param>
public sealed class Downgrade(Chain chain, ExecutionOptions execution, IProgress<ExecutionEvent> progress)
{
    /// <summary>Takes migrations back, the last applied one first, each in a transaction with the checks of its revert script.</summary>
    /// <param name="target">The database.</param>
    /// <param name="options">Which migrations are taken back.</param>
    /// <param name="cancellationToken">Rolls back the revert that is running, and stops.</param>
    /// <exception cref="MigrationFileException">A file is not valid, or a revert script is missing; nothing was changed.</exception>
    /// <exception cref="UsageException">A name is unknown or not applied.</exception>
    public Task<ExecutionResult> RunAsync(ConnectionTarget target, DowngradeOptions options, CancellationToken cancellationToken)
    {
        ChainFaults.ThrowIfAny(chain);
        return SessionOpener.WithSessionAsync(
            target, execution, progress, session => RunAsync(session, options, cancellationToken), cancellationToken);
    }

    private async Task<ExecutionResult> RunAsync(DatabaseSession session, DowngradeOptions options, CancellationToken cancellationToken)
    {
        var recorded = await SessionOpener.LockAndReadAsync(session, chain, cancellationToken).ConfigureAwait(false);
        var status = await EditedStatements.FillAsync(
            session.Connection, ChainStatus.Of(chain, recorded, session.Target.Environment), cancellationToken).ConfigureAwait(false);
        var selected = MigrationSelection.ForDowngrade(status, options);
        LedgerFindings.ThrowIfContradicted(
            new ChainStatus([.. selected.Where(static m => m.State != MigrationState.Reverting), .. status.Contradictions.Where(static m => m.Migration is null)]).Contradictions, status, chain);
        ChainFaults.ThrowIfOrphaned(chain, status);
        var findings = new List<Finding>();
        findings.AddRange(selected.Where(static m => m.Migration!.Revert is not { Statements.Count: > 0 }).Select(static m => LedgerFindings.NoRevertScript(m.Migration!)));
        var prepared = selected.Select(m => PreparedMigration.Of(m.Migration!, findings)).ToList();
        ChainFaults.ThrowIfAny(findings);
        session.Progress.Report(new ExecutionEvent.Planned(chain, status, selected));
        var result = new ExecutionResult(session.Target, session.Identity, status, []);
        if (selected.Count == 0)
        {
            return result;
        }

        var unproven = options.BeforeChange is null ? null : await options.BeforeChange(session.Identity, selected, cancellationToken).ConfigureAwait(false);
        var ledger = new LedgerStore(chain.IsSupabase, execution.GitCommit, unproven);
        await ledger.PrepareAsync(session.Connection, recorded, cancellationToken).ConfigureAwait(false);
        var runner = new MigrationRunner(session with { Chain = [.. chain.Migrations] }, ledger, recorded.Journal);
        var results = await new Succession(session, runner).RunAsync(
            [.. prepared.Select(static m => new Change(m, IsRevert: true))], static _ => false, cancellationToken).ConfigureAwait(false);
        return await Observer.ObserveAsync(session, result with { Results = results }, cancellationToken).ConfigureAwait(false);
    }
}
