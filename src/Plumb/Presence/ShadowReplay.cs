using Plumb.Catalog;
using Plumb.Diffing;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Shadow;
using Plumb.Sources;

namespace Plumb.Presence;

/// <summary>Learns what migrations make by running them, without their checks, on a throwaway server.</summary>
/// <param name="server">Which server, with which profile.</param>
/// <param name="snapshots">What is looked at.</param>
/// <param name="progress">Told how far it is.</param>
internal sealed class ShadowReplay(EmbeddedServerOptions server, SnapshotOptions snapshots, IProgress<ExecutionEvent> progress)
{
    /// <summary>Runs <paramref name="migrations"/> one by one, and says what each makes that is in question.</summary>
    /// <param name="session">The database whose server's version, roles and role the shadow shall have.</param>
    /// <param name="migrations">In the order in which they run.</param>
    /// <param name="isInQuestion">True for those whose footprint is wanted.</param>
    /// <param name="cancellationToken">Ends the server.</param>
    /// <exception cref="DatabaseException">No server could be started, or it could not be worked with.</exception>
    public async Task<Replay> RunAsync(
        DatabaseSession session, IReadOnlyList<Migration> migrations, Func<Migration, bool> isInQuestion, CancellationToken cancellationToken)
    {
        var setting = await ShadowSetting.OfAsync(session.Connection, session.Target.Environment, cancellationToken).ConfigureAwait(false);
        var started = await ChainShadow.StartAsync(setting.ToRequest(server, new Activity(progress)), cancellationToken).ConfigureAwait(false);
        await using (started.ConfigureAwait(false))
        {
            return await SessionOpener.WithSessionAsync(
                started.Target, new ExecutionOptions(), Silent.Instance, shadow => RunOnAsync(shadow, migrations, isInQuestion, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Replay> RunOnAsync(
        DatabaseSession shadow, IReadOnlyList<Migration> migrations, Func<Migration, bool> isInQuestion, CancellationToken cancellationToken)
    {
        var recorded = await SessionOpener.LockAndReadAsync(shadow, new Chain("", [], []), cancellationToken).ConfigureAwait(false);
        var ledger = new LedgerStore(keepsSupabase: false, gitCommit: null, unproven: null);
        await ledger.PrepareAsync(shadow.Connection, recorded, cancellationToken).ConfigureAwait(false);
        var runner = new MigrationRunner(shadow, ledger, []);
        var footprints = new List<Footprint>();
        Snapshot? last = null;
        foreach (var (i, migration) in migrations.Index())
        {
            progress.Report(new ExecutionEvent.Working($"running {migration.Id} on a shadow, {i + 1} of {migrations.Count}"));
            var wanted = isInQuestion(migration);
            last ??= wanted ? await LookAsync(shadow, cancellationToken).ConfigureAwait(false) : null;
            if (await FailureAsync(runner, migration, cancellationToken).ConfigureAwait(false) is { } failure)
            {
                return new Replay(footprints) { Failure = PresenceFindings.ReplayFailed(migration, failure) };
            }

            if (wanted)
            {
                footprints.Add(new Footprint(migration, SnapshotDifference.Between(last!, await LookAsync(shadow, cancellationToken).ConfigureAwait(false))));
            }

            last = wanted ? footprints[^1].After : null;
        }

        return new Replay(footprints) { End = last ?? await LookAsync(shadow, cancellationToken).ConfigureAwait(false) };
    }

    private Task<Snapshot> LookAsync(DatabaseSession shadow, CancellationToken cancellationToken) =>
        SnapshotReader.ReadAsync(shadow.Connection, shadow.Target.ToString(), snapshots, cancellationToken);

    /// <summary>What went wrong; null when it ran.</summary>
    private static async Task<Finding?> FailureAsync(MigrationRunner runner, Migration migration, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        var prepared = PreparedMigration.Of(migration.WithoutCompanions, findings);
        ChainFaults.ThrowIfAny(findings);
        var results = await runner.RunAsync([new Change(prepared, IsRevert: false)], cancellationToken).ConfigureAwait(false);
        return results is [.., { Succeeded: false, Findings: [var failure, ..] }] ? failure : null;
    }

    private sealed class Activity(IProgress<ExecutionEvent> progress) : IProgress<string>
    {
        public void Report(string value) => progress.Report(new ExecutionEvent.Working(value));
    }

    private sealed class Silent : IProgress<ExecutionEvent>
    {
        public static readonly Silent Instance = new();

        public void Report(ExecutionEvent value)
        {
        }
    }
}
