using System.Diagnostics;
using Plumb.Catalog;
using Plumb.Checks;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Shadow;

namespace Plumb.Presence;

/// <summary>Records migrations that are in a database already, without running them, once it is shown that they are.</summary>
/// <param name="chain">The files.</param>
/// <param name="execution">How checks run.</param>
/// <param name="shadow">The server on which it is learned what the files make.</param>
/// <param name="progress">Told what happens.</param>
public sealed class Adoption(Chain chain, ExecutionOptions execution, EmbeddedServerOptions shadow, IProgress<ExecutionEvent> progress)
{
    private readonly SnapshotOptions snapshots = new() { Profile = shadow.Profile };

    /// <summary>
    /// Adopts migrations: everything that they make must be there and equal, and their required verify checks must pass. All of them are
    /// recorded, in one transaction, or none.
    /// </summary>
    /// <param name="target">The database.</param>
    /// <param name="options">Which migrations.</param>
    /// <param name="cancellationToken">Stops; nothing is recorded.</param>
    /// <exception cref="MigrationFileException">A file is not valid.</exception>
    /// <exception cref="UsageException">A name is unknown, or what is named does not belong here.</exception>
    /// <exception cref="VerificationException">Ledger and files contradict each other, or a file cannot be run on the shadow.</exception>
    /// <exception cref="LockedException">Another Plumb works on the database.</exception>
    /// <exception cref="DatabaseException">The database could not be reached or refused, or no shadow could be started.</exception>
    public Task<AdoptionResult> RunAsync(ConnectionTarget target, AdoptionOptions options, CancellationToken cancellationToken)
    {
        ChainFaults.ThrowIfAny(chain.Findings);
        return SessionOpener.WithSessionAsync(
            target, execution, progress, session => RunAsync(session, options, cancellationToken), cancellationToken);
    }

    private async Task<AdoptionResult> RunAsync(DatabaseSession session, AdoptionOptions options, CancellationToken cancellationToken)
    {
        var recorded = await SessionOpener.LockAndReadAsync(session, chain, cancellationToken).ConfigureAwait(false);
        var status = ChainStatus.Of(chain, recorded, session.Target.Environment);
        LedgerFindings.ThrowIfContradicted(status, chain);
        var selected = MigrationSelection.ForAdoption(status, options.Migrations, options.To, options.All, session.Target.Environment);
        LedgerFindings.ThrowIfRequiredIsLacking(status, selected);
        var checks = Checks(status, selected);
        session.Progress.Report(new ExecutionEvent.Planned(chain, status, selected));
        var result = new ExecutionResult(session.Target, session.Identity, status, []);
        if (selected.Count == 0)
        {
            return new AdoptionResult(result, [], IsRecorded: false);
        }

        var begun = Stopwatch.GetTimestamp();
        var (presence, actual) = await PresenceAsync(session, status, selected, cancellationToken).ConfigureAwait(false);
        var verified = new List<VerifiedMigration>();
        session.Progress.Report(new ExecutionEvent.Working("running the verify checks"));
        foreach (var (migration, script) in presence.Zip(checks).Where(static p => p.First.IsComplete && p.Second.Count > 0).Select(static p => (p.First.Migration, p.Second)))
        {
            verified.Add(new VerifiedMigration(migration, await session.CheckAsync(migration, script, insideTransaction: false, cancellationToken).ConfigureAwait(false)));
        }

        var tables = verified.ToDictionary(static v => v.Migration!.Id, static v => v.Checks, StringComparer.Ordinal);
        result = result with
        {
            Verified = verified,
            Findings = [.. PresenceFindings.OfAdoption(presence, tables, session.Target.Environment)],
        };
        if (!result.Succeeded)
        {
            return new AdoptionResult(result, presence, IsRecorded: false);
        }

        if (options.BeforeChange is not null)
        {
            await options.BeforeChange(selected, cancellationToken).ConfigureAwait(false);
            if ((await LookAsync(session, cancellationToken).ConfigureAwait(false)).Fingerprint != actual.Fingerprint)
            {
                throw new VerificationException([PresenceFindings.ChangedMeanwhile(session.Target.Environment)]);
            }
        }

        await RecordAsync(session, recorded, selected, tables, Stopwatch.GetElapsedTime(begun) / selected.Count, cancellationToken).ConfigureAwait(false);
        return new AdoptionResult(await Observer.ObserveNowAsync(session, result, cancellationToken).ConfigureAwait(false), presence, IsRecorded: true);
    }

    /// <summary>The verify checks of each migration that must hold once all of them are in place.</summary>
    private List<IReadOnlyList<Check>> Checks(ChainStatus status, IReadOnlyList<MigrationStatus> selected)
    {
        var findings = new List<Finding>();
        var standing = new StandingChecks(chain, status.InPlace.Concat(selected.Select(static m => m.Id)));
        var checks = selected.Select(m => standing.Of(PreparedMigration.Of(m.Migration!, findings).Verify, findings)).ToList();
        ChainFaults.ThrowIfAny(findings);
        return checks;
    }

    private async Task<(IReadOnlyList<MigrationPresence> Presence, Snapshot Actual)> PresenceAsync(
        DatabaseSession session, ChainStatus status, IReadOnlyList<MigrationStatus> selected, CancellationToken cancellationToken)
    {
        var wanted = selected.Select(static m => m.Id).ToHashSet(StringComparer.Ordinal);
        var replay = await new ShadowReplay(shadow, snapshots, session.Progress).RunAsync(
            session, [.. status.There(wanted)], m => wanted.Contains(m.Id), cancellationToken).ConfigureAwait(false);
        if (replay.Failure is { } failure)
        {
            throw new VerificationException([failure]);
        }

        session.Progress.Report(new ExecutionEvent.Working("reading the catalog"));
        var actual = await LookAsync(session, cancellationToken).ConfigureAwait(false);
        var judge = new PresenceJudge(replay.End!, actual);
        return ([.. replay.Footprints.Select(judge.Of)], actual);
    }

    private Task<Snapshot> LookAsync(DatabaseSession session, CancellationToken cancellationToken) =>
        SnapshotReader.ReadAsync(session.Connection, session.Target.ToString(), snapshots, cancellationToken);

    private async Task RecordAsync(
        DatabaseSession session,
        Ledger recorded,
        IReadOnlyList<MigrationStatus> selected,
        Dictionary<string, DecisionTable> checks,
        TimeSpan duration,
        CancellationToken cancellationToken)
    {
        var ledger = new LedgerStore(chain.IsSupabase, execution.GitCommit, unproven: null);
        await ledger.PrepareAsync(session.Connection, recorded, cancellationToken).ConfigureAwait(false);
        try
        {
            await session.SendAsync(
                batch =>
                {
                    batch.Add("BEGIN");
                    SessionState.AddLimit(batch, execution.LockTimeout);
                    foreach (var migration in selected)
                    {
                        ledger.AddAdopted(batch, migration.Migration!, checks.GetValueOrDefault(migration.Id, DecisionTable.Empty), duration);
                    }

                    batch.Add("COMMIT");
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (StatementException refused) when (Attempts.MayMend(refused))
        {
            throw new LockedException(PresenceFindings.NotRecorded(refused.Cause.MessageText, session.Target.Environment));
        }
    }
}
