using System.Globalization;
using Npgsql;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Sql;

namespace Plumb.Proof.Crashes;

/// <summary>One copy of a database, on which a migration runs as <c>plumb up</c> runs it, with its ledger and its journal, and is killed.</summary>
/// <param name="server">The shadow.</param>
/// <param name="session">A session on the copy.</param>
/// <param name="prepared">The migration.</param>
internal sealed class CrashTrial(ShadowServer server, ShadowSession session, PreparedMigration prepared)
{
    private static readonly string AtNote = EmbeddedQuery.Read(nameof(Proof), "crash_at_note");
    private static readonly string HoldTables = EmbeddedQuery.Read(nameof(Proof), "hold_tables");
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    // Checks change nothing, and what they say is another obligation's.
    private readonly Change change = new(prepared with { Require = [], Verify = [], Revert = null, RevertVerify = [] }, IsRevert: false);
    private readonly Chain chain = new("", [prepared.Migration], []);

    private string Database => session.Target.Database;

    /// <summary>Runs the migration, or goes on where the run before it ended.</summary>
    public Task<CrashedRun> RunAsync(CancellationToken cancellationToken) => RunAsync(static _ => false, cancellationToken);

    /// <summary>The same, and ends its session after as many statements as are wanted.</summary>
    public async Task<CrashedRun> RunAsync(Func<int, bool> killsAfter, CancellationToken cancellationToken)
    {
        var superuser = await server.AsSuperuser(Database).OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (superuser.ConfigureAwait(false))
        {
            return await RunAsync(new SessionKiller(superuser, killsAfter), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs it while other transactions are open on every table, and ends its session where it waits for them; a run that waits for none is not killed.</summary>
    public async Task<CrashedRun> RunHeldUpAsync(CancellationToken cancellationToken)
    {
        var holder = await server.AsSuperuser(Database).OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (holder.ConfigureAwait(false))
        {
            await ExecuteAsync(holder, "BEGIN", cancellationToken).ConfigureAwait(false);
            await ExecuteAsync(holder, HoldTables, cancellationToken).ConfigureAwait(false);
            var killer = new SessionKiller(holder, static _ => false);
            var running = Task.Run(() => RunAsync(killer, cancellationToken), cancellationToken);
            while (!running.IsCompleted && !killer.HasKilled)
            {
                if (killer.ProcessId != 0 && await killer.IsWaitingAsync(cancellationToken).ConfigureAwait(false))
                {
                    killer.Kill();
                }

                await Task.WhenAny(running, Task.Delay(Pause, cancellationToken)).ConfigureAwait(false);
            }

            return await running.ConfigureAwait(false);
        }
    }

    /// <summary>Makes the ledger, and sees to it that a run is killed between the end of a statement and its note in the journal.</summary>
    /// <param name="ordinal">The statement; -1 for none, when a run only tells in its notices which ones are noted so.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task KillBeforeNoteAsync(int ordinal, CancellationToken cancellationToken)
    {
        await WithLedgerAsync(new Silence(), static (_, _) => Task.FromResult(true), cancellationToken).ConfigureAwait(false);
        var superuser = await server.AsSuperuser(Database).OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (superuser.ConfigureAwait(false))
        {
            await ExecuteAsync(superuser, AtNote.Replace("%ORDINAL%", ordinal.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private async Task<CrashedRun> RunAsync(SessionKiller killer, CancellationToken cancellationToken)
    {
        try
        {
            var results = await WithLedgerAsync(
                killer,
                (runner, database) =>
                {
                    killer.ProcessId = database.Identity.ProcessId;
                    return runner.RunAsync([change], cancellationToken);
                },
                cancellationToken).ConfigureAwait(false);
            return new CrashedRun(killer.HasKilled, killer.Done, results[0], results[0].Findings);
        }
        catch (PlumbException stopped)
        {
            var wasKilled = killer.HasKilled || stopped.InnerException is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown };
            return new CrashedRun(wasKilled, killer.Done, null, wasKilled ? [] : stopped.Findings);
        }
    }

    private Task<T> WithLedgerAsync<T>(IProgress<ExecutionEvent> progress, Func<MigrationRunner, DatabaseSession, Task<T>> work, CancellationToken cancellationToken) =>
        SessionOpener.WithSessionAsync(
            session.Target,
            new ExecutionOptions(),
            progress,
            async database =>
            {
                var recorded = await SessionOpener.LockAndReadAsync(database, chain, cancellationToken).ConfigureAwait(false);
                var ledger = new LedgerStore(keepsSupabase: false, gitCommit: null, unproven: null);
                await ledger.PrepareAsync(database.Connection, recorded, cancellationToken).ConfigureAwait(false);
                return await work(new MigrationRunner(database, ledger, recorded.Journal), database).ConfigureAwait(false);
            },
            cancellationToken);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var batch = new StatementBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            foreach (var statement in SqlSplitter.Split(new SourceText("", sql)).Statements)
            {
                await batch.AddAsync(statement, cancellationToken).ConfigureAwait(false);
            }

            await batch.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private sealed class Silence : IProgress<ExecutionEvent>
    {
        public void Report(ExecutionEvent value)
        {
        }
    }
}
