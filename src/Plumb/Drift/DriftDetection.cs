using Npgsql;
using Plumb.Catalog;
using Plumb.Diffing;
using Plumb.Diffing.Planning;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Shadow;
using Plumb.Sources;

namespace Plumb.Drift;

/// <summary>Holds a database against what its ledger and chain say, without changing anything in it.</summary>
/// <param name="chain">The files.</param>
/// <param name="server">How the throwaway server is started on which the chain is replayed.</param>
/// <param name="scope">What is compared.</param>
/// <param name="clock">Tells how long a replay counts.</param>
public sealed class DriftDetection(Chain chain, EmbeddedServerOptions server, SnapshotOptions scope, TimeProvider clock)
{
    private const int Attempts = 3;

    /// <summary>Told what is going on.</summary>
    public IProgress<string>? Activity { get; init; }

    /// <summary>Told which database was reached.</summary>
    public IProgress<ExecutionEvent>? Progress { get; init; }

    /// <summary>Replays what the ledger says was applied, and compares.</summary>
    /// <exception cref="MigrationFileException">A file is not valid.</exception>
    /// <exception cref="VerificationException">What was applied does not replay.</exception>
    /// <exception cref="DatabaseException">A database could not be reached or read, or migrations run all the time.</exception>
    public async Task<DriftResult> RunAsync(ConnectionTarget target, CancellationToken cancellationToken)
    {
        ChainFaults.ThrowIfAny(chain.Findings);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var inspection = await new Inspection(chain, Progress ?? new Progress<ExecutionEvent>()).RunAsync(target, cancellationToken).ConfigureAwait(false);
            if (await ObserveAsync(target, inspection, cancellationToken).ConfigureAwait(false) is { } observed)
            {
                return await CompareAsync(observed, cancellationToken).ConfigureAwait(false);
            }
        }

        throw new DatabaseException(DriftFindings.ChangedMeanwhile(target.ToString()));
    }

    // Null when a migration ran in between: ledger and schema would be of two moments.
    private async Task<Observed?> ObserveAsync(ConnectionTarget target, ExecutionResult inspection, CancellationToken cancellationToken)
    {
        Activity?.Report($"reading the catalog of {target}");
        var connection = await target.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        try
        {
            var history = await LedgerHistory.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
            var actual = await SnapshotReader.ReadAsync(connection, target.ToString(), scope, cancellationToken).ConfigureAwait(false);
            if (await LedgerHistory.CountAsync(connection, cancellationToken).ConfigureAwait(false) != history.Events.Count)
            {
                return null;
            }

            var withoutFile = LedgerChain.EventsWithoutFile(chain, history.Events);
            var statements = withoutFile.Count == 0
                ? new Dictionary<long, IReadOnlyList<string>>()
                : await LedgerReader.ReadStatementsAsync(connection, withoutFile, cancellationToken).ConfigureAwait(false);
            var setting = await ShadowSetting.OfAsync(connection, target.Environment, cancellationToken).ConfigureAwait(false);
            setting = setting with { Role = history.Events.Count > 0 ? history.Events[^1].Actor : setting.Role };
            var recorded = inspection.Before.Migrations.Where(static m => m.State == MigrationState.Recorded).Select(static m => m.Migration!).ToList();
            recorded.AddRange(await KeptElsewhereAsync(connection, inspection, cancellationToken).ConfigureAwait(false));
            return new Observed(target, inspection, history, actual, new LedgerChain(chain, recorded, statements), setting.ToRequest(server, Activity));
        }
        catch (PostgresException refused) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DatabaseException(ExecutionFindings.OwnCommandRefused(refused, target), refused);
        }
        catch (NpgsqlException lost) when (lost is not PostgresException && !cancellationToken.IsCancellationRequested)
        {
            throw new DatabaseException(ExecutionFindings.ConnectionLost(lost, target), lost);
        }
    }

    // What the Supabase CLI applied and nobody has a file of any more, as far as its statements are kept.
    private static async Task<IEnumerable<Migration>> KeptElsewhereAsync(NpgsqlConnection connection, ExecutionResult inspection, CancellationToken cancellationToken)
    {
        var versions = inspection.Before.Migrations.Where(IsOnlyRecorded).Select(static m => m.Id).ToList();
        var kept = versions.Count == 0 ? [] : await LedgerReader.ReadSupabaseStatementsAsync(connection, versions, cancellationToken).ConfigureAwait(false);
        return kept.Where(static k => k.Statements.Count > 0).Select(static k =>
        {
            var stem = k.Entry.Name is { Length: > 0 } name ? $"{k.Entry.Version}_{name}" : k.Entry.Version;
            return KeptMigration.Of(stem, $"supabase_migrations.schema_migrations {k.Entry.Version}", stem, k.Statements);
        });
    }

    private static bool IsOnlyRecorded(MigrationStatus migration) => migration is { State: MigrationState.Missing, Entry: null };

    private async Task<DriftResult> CompareAsync(Observed observed, CancellationToken cancellationToken)
    {
        var cache = new ReplayCache(observed.Request, scope, clock);
        var runs = RecordedRuns.At(long.MaxValue, observed.History.Events);
        var expectedChain = observed.Ledger.Of(runs);
        List<Finding> findings = [.. observed.Ledger.DoubtsOf(runs), .. Doubts(observed, expectedChain)];
        var (expected, standIns) = await cache.GetAsync(expectedChain, "what the ledger records", cancellationToken).ConfigureAwait(false);
        var difference = SnapshotDifference.Between(expected, observed.Actual);
        var dating = new DriftDating(
            observed.History,
            async eventId => (await cache.GetAsync(observed.Ledger.Of(RecordedRuns.At(eventId, observed.History.Events)), "what the ledger records", cancellationToken).ConfigureAwait(false)).Snapshot);
        List<IGrouping<FactId, Delta>> groups = [.. difference.ByObject];
        var when = await dating.OfAsync(groups.ToDictionary(static g => g.Key, g => FingerprintOf(g.Key, observed.Actual)), scope.Profile ?? "", expected.ServerVersion).ConfigureAwait(false);
        if (groups.Count > 0 && when.Count == 0 && observed.History.Events.Count > 0)
        {
            findings.Add(DriftFindings.NotDated(observed.Target.Environment));
        }

        var mending = new PlanOptions { AllowDrop = true, RunsAs = observed.Request.Role };
        var (toDatabase, toChain) = (Planner.Plan(SnapshotDifference.Between(observed.Actual, expected), mending), Planner.Plan(difference, mending));
        var ids = groups.Select(static g => g.Key).ToHashSet();
        var (database, ledger) = (StepsByObject.Of(toDatabase, ids), StepsByObject.Of(toChain, ids));
        if (toDatabase.Unreachable.Concat(toChain.Unreachable).DistinctBy(static u => u.Id).ToList() is { Count: > 0 } unreachable)
        {
            findings.Add(DriftFindings.NotMendable(unreachable));
        }

        return new DriftResult(
            observed.Inspection,
            expectedChain.Versioned.Count,
            difference,
            [.. groups.Select(g => new DriftedObject(g.Key, [.. g], when.GetValueOrDefault(g.Key)) { MendsDatabase = [.. database[g.Key]], MendsChain = [.. ledger[g.Key]] })])
        {
            Role = observed.Request.Role,
            StandIns = standIns,
            Findings = [.. findings, .. observed.Inspection.Findings.Select(static f => f.Severity == Severity.Error ? f with { Severity = Severity.Warning } : f)],
        };
    }

    private static string? FingerprintOf(FactId id, Snapshot snapshot) => snapshot.ObjectFingerprints.TryGetValue(id, out var fingerprint) ? fingerprint.Text : null;

    private static IEnumerable<Finding> Doubts(Observed observed, Chain expected)
    {
        foreach (var migration in observed.Inspection.Before.Migrations)
        {
            if (IsOnlyRecorded(migration) && !observed.Ledger.ReplaysElsewhere(migration.Id))
            {
                yield return DriftFindings.OnlyRecorded(migration.Id);
            }
            else if (migration.State is MigrationState.Incomplete or MigrationState.Reverting)
            {
                yield return DriftFindings.InTheMiddle(migration.Id);
            }
        }

        if (observed.History.MissingEvents is { Count: > 0 } missing)
        {
            yield return DriftFindings.ObservationWithoutEvent(missing);
        }

        if (expected.Versioned.Count == 0)
        {
            yield return DriftFindings.NothingRecorded(observed.Target.ToString());
        }
    }

    private sealed record Observed(
        ConnectionTarget Target, ExecutionResult Inspection, LedgerHistory History, Snapshot Actual, LedgerChain Ledger, ShadowRequest Request);
}
