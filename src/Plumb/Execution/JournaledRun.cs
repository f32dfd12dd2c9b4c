using System.Diagnostics;
using Npgsql;
using Plumb.Migrations;
using Plumb.Sql;

namespace Plumb.Execution;

/// <summary>
/// Runs a change statement by statement, outside a transaction, with a journal that says which statements are done: an
/// interrupted run continues at the statement that did not finish.
/// </summary>
/// <remarks>
/// A statement that may run inside a transaction shares one with its journal entry, so that the entry is exact. The others are
/// noted before and after; when a run ends in between, the next one looks at the database to see what became of them.
/// </remarks>
internal sealed class JournaledRun(DatabaseSession session, LedgerStore ledger)
{
    /// <summary>Runs <paramref name="change"/> from the first statement that is not finished.</summary>
    /// <exception cref="StatementException">A lock could not be had in time; what is done stays done and is in the journal.</exception>
    public async Task<MigrationResult> RunAsync(Change change, IReadOnlyList<JournalEntry> journal, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        session.Progress.Report(new ExecutionEvent.Started(change.Migration, change.IsRevert));
        var entries = journal
            .Where(e => e.Migration == change.Migration.Id && e.IsRevert == change.IsRevert)
            .ToDictionary(static e => e.Ordinal);
        if (FirstRewritten(change, entries) is { } rewritten)
        {
            return Ended(change, MigrationOutcome.Incomplete, begun) with { Findings = [ExecutionFindings.JournalContradicts(rewritten, change)] };
        }

        if (!change.IsRevert && entries.Count == 0)
        {
            await SendAsync(batch => ledger.AddBegun(batch, change.Migration), cancellationToken).ConfigureAwait(false);
        }

        var statements = change.Script.Statements;
        for (var i = 0; i < statements.Count; i++)
        {
            var entry = entries.GetValueOrDefault(i);
            if (entry is { IsFinished: true } && !IsSessionSetting(statements[i]))
            {
                continue;
            }

            try
            {
                await RunStatementAsync(change, i, wasStarted: entry is not null, cancellationToken).ConfigureAwait(false);
            }
            catch (StatementException failed) when (!Attempts.MayMend(failed))
            {
                await session.RollBackAsync().ConfigureAwait(false);
                var finding = ExecutionFindings.StatementFailedOutside(failed, change, i, session.Identity.Role);
                return Ended(change, MigrationOutcome.Incomplete, begun) with { Findings = [finding] };
            }

            session.Progress.Report(new ExecutionEvent.Advanced(change.Migration, i + 1, statements.Count));
        }

        return await VerifyAsync(change, begun, cancellationToken).ConfigureAwait(false);
    }

    private static Statement? FirstRewritten(Change change, Dictionary<int, JournalEntry> entries)
    {
        var statements = change.Script.Statements;
        return statements.Where((s, i) => entries.TryGetValue(i, out var entry) && entry.IsFinished && entry.Checksum != Checksum.Of(s.Text)).FirstOrDefault();
    }

    private async Task RunStatementAsync(Change change, int ordinal, bool wasStarted, CancellationToken cancellationToken)
    {
        var statement = change.Script.Statements[ordinal];
        if (!PreparedScript.MustRunOutside(statement.Kind))
        {
            try
            {
                await RunTogetherWithEntryAsync(change, ordinal, statement, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (StatementException failed) when (RefusesTransaction(failed))
            {
                // Only the server knows every statement that refuses a transaction; nothing of it has happened yet.
            }
        }

        await InvalidIndex.DropAsync(session.Connection, statement, cancellationToken).ConfigureAwait(false);
        await SendAsync(batch => AddEntry(batch, change, ordinal, isFinished: false), cancellationToken).ConfigureAwait(false);
        try
        {
            await SendAsync(statement, cancellationToken).ConfigureAwait(false);
        }
        catch (StatementException failed) when (wasStarted && SaysDone(failed))
        {
            // The run before was interrupted between the end of this statement and its note in the journal.
        }
        catch
        {
            await InvalidIndex.DropAfterFailureAsync(session.Connection, statement).ConfigureAwait(false);
            throw;
        }

        await SendAsync(batch => AddEntry(batch, change, ordinal, isFinished: true), cancellationToken).ConfigureAwait(false);
    }

    private static bool RefusesTransaction(StatementException failed) => failed.Cause.SqlState
        is PostgresErrorCodes.ActiveSqlTransaction or PostgresErrorCodes.InvalidTransactionTermination;

    /// <summary>True when the server says that what the statement makes is there, or that what it drops is gone.</summary>
    private static bool SaysDone(StatementException failed) => failed.Cause.SqlState
        is PostgresErrorCodes.DuplicateTable
        or PostgresErrorCodes.DuplicateObject
        or PostgresErrorCodes.DuplicateDatabase
        or PostgresErrorCodes.UndefinedObject
        or PostgresErrorCodes.InvalidCatalogName;

    /// <summary>True for a statement that sets something for the rest of the session, which an interrupted run must do again.</summary>
    private static bool IsSessionSetting(Statement statement) =>
        statement.Span.StartsWith("SET ", StringComparison.OrdinalIgnoreCase) || statement.Span.StartsWith("RESET ", StringComparison.OrdinalIgnoreCase);

    private async Task RunTogetherWithEntryAsync(Change change, int ordinal, Statement statement, CancellationToken cancellationToken)
    {
        var batch = new StatementBatch(session.Connection);
        await using (batch.ConfigureAwait(false))
        {
            try
            {
                batch.Add("BEGIN");
                SessionState.AddLimits(batch, change.LockTimeout(session.Options));
                await batch.AddAsync(statement, cancellationToken).ConfigureAwait(false);
                AddEntry(batch, change, ordinal, isFinished: true);
                batch.Add("COMMIT");
                await batch.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                await session.RollBackAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    private static void AddEntry(StatementBatch batch, Change change, int ordinal, bool isFinished) =>
        LedgerStore.AddJournal(batch, change.Migration.Id, change.IsRevert, ordinal, change.Script.Statements[ordinal], isFinished);

    private async Task<MigrationResult> VerifyAsync(Change change, long begun, CancellationToken cancellationToken)
    {
        await SendAsync(
            static batch =>
            {
                SessionState.AddReset(batch);
                SessionState.AddCleanup(batch);
            },
            cancellationToken).ConfigureAwait(false);
        var checks = await session.CheckAsync(change.Migration, change.Inside, insideTransaction: false, cancellationToken).ConfigureAwait(false);
        var outcome = checks.Passed ? change.Success : MigrationOutcome.Unverified;
        await SendAsync(
            batch =>
            {
                batch.Add("BEGIN");
                if (checks.Passed)
                {
                    change.AddRecord(ledger, batch, checks, Stopwatch.GetElapsedTime(begun));
                }
                else
                {
                    ledger.AddUnverified(batch, change.Migration, change.Script.Statements, checks, Stopwatch.GetElapsedTime(begun));
                }

                LedgerStore.AddJournalEnd(batch, change.Migration.Id);
                batch.Add("COMMIT");
            },
            cancellationToken).ConfigureAwait(false);
        return Ended(change, outcome, begun) with { Checks = checks };
    }

    private static MigrationResult Ended(Change change, MigrationOutcome outcome, long begun) =>
        new(change.Migration, outcome, Stopwatch.GetElapsedTime(begun));

    private async Task SendAsync(Action<StatementBatch> fill, CancellationToken cancellationToken)
    {
        var batch = new StatementBatch(session.Connection);
        await using (batch.ConfigureAwait(false))
        {
            fill(batch);
            await batch.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(Statement statement, CancellationToken cancellationToken)
    {
        var batch = new StatementBatch(session.Connection);
        await using (batch.ConfigureAwait(false))
        {
            await batch.AddAsync(statement, cancellationToken).ConfigureAwait(false);
            await batch.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
