using Plumb.Checks;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>Applies pending migrations.</summary>
/// <param name="chain">The files.</param>
/// <param name="execution">How they run.</param>
/// <param name="progress">Told what happens.</param>
public sealed class Upgrade(Chain chain, ExecutionOptions execution, IProgress<ExecutionEvent> progress)
{
    /// <summary>
    /// Applies what is pending, each migration in a transaction of its own with its checks and the ledger's record, and stops at
    /// the first that fails. The health checks of the whole database run with the last one.
    /// </summary>
    /// <param name="target">The database.</param>
    /// <param name="options">Which migrations run.</param>
    /// <param name="cancellationToken">Rolls back the migration that is running, and stops.</param>
    /// <exception cref="MigrationFileException">A file is not valid; nothing was changed.</exception>
    /// <exception cref="VerificationException">Ledger and files contradict each other; nothing was changed.</exception>
    /// <exception cref="LockedException">A lock could not be had; migrations before stay applied.</exception>
    /// <exception cref="DatabaseException">The database could not be reached, went away or refused.</exception>
    public Task<ExecutionResult> RunAsync(ConnectionTarget target, UpgradeOptions options, CancellationToken cancellationToken)
    {
        ChainFaults.ThrowIfAny(chain);
        return SessionOpener.WithSessionAsync(
            target, execution, progress, session => RunAsync(session, options, cancellationToken), cancellationToken);
    }

    private async Task<ExecutionResult> RunAsync(DatabaseSession session, UpgradeOptions options, CancellationToken cancellationToken)
    {
        var recorded = await SessionOpener.LockAndReadAsync(session, chain, cancellationToken).ConfigureAwait(false);
        var status = await EditedStatements.FillAsync(
            session.Connection, ChainStatus.Of(chain, recorded, session.Target.Environment), cancellationToken).ConfigureAwait(false);
        LedgerFindings.ThrowIfContradicted(status, chain);
        ChainFaults.ThrowIfOrphaned(chain, status);
        var selected = MigrationSelection.ForUpgrade(status, options, session.Target.Environment);
        var changes = Prepare(status, selected, recorded.Journal, options);
        session.Progress.Report(new ExecutionEvent.Planned(chain, status, selected));
        var result = new ExecutionResult(session.Target, session.Identity, status, []) { Findings = [.. LedgerFindings.OutOfOrder(status, selected)] };
        if (changes.Count == 0)
        {
            return result;
        }

        LedgerFindings.ThrowIfRequiredIsLacking(status, selected);
        var unproven = options.BeforeChange is null ? null : await options.BeforeChange(session.Identity, status, cancellationToken).ConfigureAwait(false);
        var ledger = new LedgerStore(chain.IsSupabase, execution.GitCommit, unproven);
        await ledger.PrepareAsync(session.Connection, recorded, cancellationToken).ConfigureAwait(false);
        var runner = new MigrationRunner(session with { Chain = [.. chain.Migrations] }, ledger, recorded.Journal);
        if (options.IsAtomic)
        {
            var all = await runner.RunAsync(changes, cancellationToken).ConfigureAwait(false);
            return await Observer.ObserveAsync(session, Finished(result, all), cancellationToken).ConfigureAwait(false);
        }

        var unverified = selected.Where(static m => m.State == MigrationState.Unverified).Select(static m => m.Id).ToHashSet(StringComparer.Ordinal);
        var results = await new Succession(session, runner).RunAsync(changes, c => unverified.Contains(c.Migration.Id), cancellationToken).ConfigureAwait(false);
        return await Observer.ObserveAsync(session, Finished(result, results), cancellationToken).ConfigureAwait(false);
    }

    private static ExecutionResult Finished(ExecutionResult result, IReadOnlyList<MigrationResult> results) => result with
    {
        Results = results,
        Findings =
        [
            .. result.Findings,
            .. results.Where(static r => r.Outcome == MigrationOutcome.Applied && r.Checks.Results.Count > 0 && r.Checks.Results.All(static c => c.Outcome == Outcome.Skipped))
                .Select(r => ExecutionFindings.NothingChecked(r, result.Target.Environment)),
        ],
    };

    /// <summary>Parses everything that will run, so that no fault of a file shows up halfway.</summary>
    private List<Change> Prepare(
        ChainStatus status, IReadOnlyList<MigrationStatus> selected, IReadOnlyList<JournalEntry> journal, UpgradeOptions options)
    {
        var findings = new List<Finding>();
        var changes = selected.Select(m => new Change(PreparedMigration.Of(m.Migration!, findings), IsRevert: false)).ToList();
        var standing = new StandingChecks(chain, status.InPlace);
        changes = [.. changes.Select(c => c.WithVerify(standing.Of(c.Prepared.Verify, findings)))];
        if (changes.Count > 0 && chain.Always is not null)
        {
            var always = CheckScriptParser.Parse(chain.Always, "health");
            findings.AddRange(always.Findings);
            var health = new StandingChecks(chain, status.InPlace.Concat(selected.Select(static m => m.Id))).Of(always.Checks, findings);
            changes[^1] = changes[^1].WithVerify([.. changes[^1].Prepared.Verify, .. health]);
        }

        if (options.IsAtomic)
        {
            findings.AddRange(changes
                .Where(c => !c.Script.RunsInTransaction || journal.Any(e => e.Migration == c.Migration.Id))
                .Select(static c => ExecutionFindings.NotTransactional(c.Migration)));
            findings.AddRange(selected
                .Where(static m => m.State == MigrationState.Unverified)
                .Select(static m => LedgerFindings.UnverifiedInAtomic(m.Migration!)));
        }

        ChainFaults.ThrowIfAny(findings);
        return changes;
    }
}
