using Npgsql;
using Plumb.Catalog;
using Plumb.Diffing;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Shadow;

namespace Plumb.Presence;

/// <summary>Learns what migrations make by running them, without their checks, on a throwaway server.</summary>
/// <param name="server">Which server, with which profile.</param>
/// <param name="snapshots">What is looked at.</param>
/// <param name="progress">Told how far it is.</param>
internal sealed class ShadowReplay(EmbeddedServerOptions server, SnapshotOptions snapshots, IProgress<ExecutionEvent> progress)
{
    private const string Database = "plumb_shadow";

    /// <summary>Runs <paramref name="migrations"/> one by one, and says what each makes that is in question.</summary>
    /// <param name="session">The database whose server's version, roles and role the shadow shall have.</param>
    /// <param name="migrations">In the order in which they run.</param>
    /// <param name="isInQuestion">True for those whose footprint is wanted.</param>
    /// <param name="cancellationToken">Ends the server.</param>
    /// <exception cref="DatabaseException">No server could be started, or it could not be worked with.</exception>
    public async Task<Replay> RunAsync(
        DatabaseSession session, IReadOnlyList<Migration> migrations, Func<Migration, bool> isInQuestion, CancellationToken cancellationToken)
    {
        var started = await StartAsync(session.Identity.VersionNumber / 10000, cancellationToken).ConfigureAwait(false);
        await using (started.ConfigureAwait(false))
        {
            var target = await PrepareAsync(started, session, cancellationToken).ConfigureAwait(false);
            return await SessionOpener.WithSessionAsync(
                target, new ExecutionOptions(), Silent.Instance, shadow => RunOnAsync(shadow, migrations, isInQuestion, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A server of the same major version, on which definitions read the same; another one where that is not to be had.</summary>
    private async Task<EmbeddedServer> StartAsync(int major, CancellationToken cancellationToken)
    {
        progress.Report(new ExecutionEvent.Working("starting a shadow"));
        try
        {
            return await EmbeddedServer.StartThrowawayAsync(server with { MajorVersion = major }, cancellationToken).ConfigureAwait(false);
        }
        catch (DatabaseException absent) when (absent.Findings[0].Code == FindingCodes.ServerNotFound)
        {
            progress.Report(new ExecutionEvent.Noted($"no PostgreSQL {major} was found for the shadow; another version may write definitions in other words"));
            return await EmbeddedServer.StartThrowawayAsync(server, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<ConnectionTarget> PrepareAsync(EmbeddedServer started, DatabaseSession session, CancellationToken cancellationToken)
    {
        var superuser = await ConnectionTarget.FromConnectionString("shadow", started.SuperuserConnectionString, "shadow").OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (superuser.ConfigureAwait(false))
        {
            await ShadowRoles.CopyAsync(session.Connection, superuser, cancellationToken).ConfigureAwait(false);
            var create = new NpgsqlCommand($"CREATE DATABASE {Database} OWNER {SqlName.Quoted(session.Identity.Role)}", superuser);
            await using (create.ConfigureAwait(false))
            {
                await create.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        var shadow = new NpgsqlConnectionStringBuilder(started.ConnectionString) { Database = Database, Username = session.Identity.Role };
        return ConnectionTarget.FromConnectionString(session.Target.Environment, shadow.ConnectionString, "shadow");
    }

    private async Task<Replay> RunOnAsync(
        DatabaseSession shadow, IReadOnlyList<Migration> migrations, Func<Migration, bool> isInQuestion, CancellationToken cancellationToken)
    {
        await SessionOpener.LockAndReadAsync(shadow, new Chain("", [], []), cancellationToken).ConfigureAwait(false);
        var ledger = new LedgerStore(keepsSupabase: false, gitCommit: null);
        await ledger.CreateAsync(shadow.Connection, ledgerExists: false, cancellationToken).ConfigureAwait(false);
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
        var prepared = PreparedMigration.Of(migration with { Require = null, Verify = null, Revert = null }, findings);
        ChainFaults.ThrowIfAny(findings);
        var results = await runner.RunAsync([new Change(prepared, IsRevert: false)], cancellationToken).ConfigureAwait(false);
        return results is [.., { Succeeded: false, Findings: [var failure, ..] }] ? failure : null;
    }

    private sealed class Silent : IProgress<ExecutionEvent>
    {
        public static readonly Silent Instance = new();

        public void Report(ExecutionEvent value)
        {
        }
    }
}
