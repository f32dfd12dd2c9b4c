using System.Data;
using Npgsql;
using Plumb.Sql;

namespace Plumb.Execution;

/// <summary>Runs one statement of a change outside a transaction and notes it in the journal.</summary>
/// <remarks>
/// A statement that may run inside a transaction shares one with its journal entry, so that the entry is exact. The others are
/// noted before and after; when a run ends in between, the next one looks at the database to see what became of them.
/// </remarks>
internal sealed class JournaledStatement(DatabaseSession session, Change change)
{
    private readonly bool changesUser = change.Script.Statements.Any(static s => Mentions(s, "authorization"));
    private readonly bool choosesLockTimeout = change.Script.Statements.Any(static s => Mentions(s, "lock_timeout"));

    /// <summary>Runs the statement at <paramref name="ordinal"/>.</summary>
    /// <param name="ordinal">Its index.</param>
    /// <param name="mayBeDone">True when an earlier run started it and nothing is known of its end.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(int ordinal, bool mayBeDone, CancellationToken cancellationToken)
    {
        var statement = change.Script.Statements[ordinal];
        if (!PreparedScript.MustRunOutside(statement.Kind))
        {
            try
            {
                await RunTogetherWithEntryAsync(ordinal, statement, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (StatementException failed) when (RefusesTransaction(failed))
            {
                // Only the server knows every statement that refuses a transaction; nothing of it has happened yet.
            }
        }

        await RunBetweenEntriesAsync(ordinal, statement, mayBeDone, cancellationToken).ConfigureAwait(false);
    }

    private static bool RefusesTransaction(StatementException failed) => failed.Cause.SqlState
        is PostgresErrorCodes.ActiveSqlTransaction or PostgresErrorCodes.InvalidTransactionTermination;

    private static bool Mentions(Statement statement, string word) =>
        statement.Span.StartsWith("SET", StringComparison.OrdinalIgnoreCase) && statement.Span.Contains(word, StringComparison.OrdinalIgnoreCase);

    private async Task RunTogetherWithEntryAsync(int ordinal, Statement statement, CancellationToken cancellationToken)
    {
        var batch = new StatementBatch(session.Connection);
        await using (batch.ConfigureAwait(false))
        {
            try
            {
                batch.Add("BEGIN");
                if (!choosesLockTimeout)
                {
                    SessionState.AddLimit(batch, change.LockTimeout(session.Options));
                }

                await batch.AddAsync(statement, cancellationToken).ConfigureAwait(false);
                AddEntry(batch, ordinal, isFinished: true);
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

    private async Task RunBetweenEntriesAsync(int ordinal, Statement statement, bool mayBeDone, CancellationToken cancellationToken)
    {
        await InvalidIndex.DropAsync(session.Connection, statement, cancellationToken).ConfigureAwait(false);
        await NoteAsync(ordinal, isFinished: false, cancellationToken).ConfigureAwait(false);
        try
        {
            await SendAsync(statement, cancellationToken).ConfigureAwait(false);
        }
        catch (StatementException failed) when (mayBeDone && SaysDone(failed))
        {
            // The run before was interrupted between the end of this statement and its note in the journal, unless what is there is another's.
            if (statement.Kind == StatementKind.CreateIndexConcurrently
                && !await InvalidIndex.IsBuiltAsync(session.Connection, statement, cancellationToken).ConfigureAwait(false))
            {
                await ForgetAsync(ordinal, statement).ConfigureAwait(false);
                throw;
            }
        }
        catch
        {
            await ForgetAsync(ordinal, statement).ConfigureAwait(false);
            throw;
        }

        await NoteAsync(ordinal, isFinished: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>True when the server says that what the statement makes is there, or that what it drops is gone.</summary>
    private static bool SaysDone(StatementException failed) => failed.Cause.SqlState
        is PostgresErrorCodes.DuplicateTable
        or PostgresErrorCodes.DuplicateObject
        or PostgresErrorCodes.DuplicateDatabase
        or PostgresErrorCodes.UndefinedObject
        or PostgresErrorCodes.InvalidCatalogName;

    private async Task SendAsync(Statement statement, CancellationToken cancellationToken)
    {
        if (!choosesLockTimeout)
        {
            // Others do not queue behind the waits of a concurrent build, and giving up throws its work away.
            await session.SendAsync(batch => SessionState.AddLimitOutside(batch, change.Directives.LockTimeout), cancellationToken).ConfigureAwait(false);
        }

        var batch = new StatementBatch(session.Connection);
        await using (batch.ConfigureAwait(false))
        {
            await batch.AddAsync(statement, cancellationToken).ConfigureAwait(false);
            await batch.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// After a failure that the server reported: nothing of the statement may stay, and the journal must not say that it may be done.
    /// When the server does not let it, the next run looks.
    /// </summary>
    private async Task ForgetAsync(int ordinal, Statement statement)
    {
        if (!session.Connection.FullState.HasFlag(ConnectionState.Open))
        {
            return;
        }

        try
        {
            // Without the lock another Plumb may be at work: the index and the entry may be its own.
            await session.SendAsync(static batch => batch.Add("SELECT plumb.require_lock()"), CancellationToken.None).ConfigureAwait(false);
            await InvalidIndex.DropSoonAsync(session.Connection, statement).ConfigureAwait(false);
            await session.SendAsync(
                batch =>
                {
                    BeginNote(batch);
                    batch.Add("SELECT plumb.require_lock()");
                    LedgerStore.AddJournalRemoval(batch, change.Migration.Id, change.IsRevert, ordinal);
                    batch.Add("COMMIT");
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is StatementException or NpgsqlException or InvalidOperationException)
        {
            // What failed first is what the user must hear of.
            await session.RollBackAsync().ConfigureAwait(false);
        }
    }

    private Task NoteAsync(int ordinal, bool isFinished, CancellationToken cancellationToken) => session.SendAsync(
        batch =>
        {
            batch.Add("BEGIN");
            AddEntry(batch, ordinal, isFinished);
            batch.Add("COMMIT");
        },
        cancellationToken);

    private void BeginNote(StatementBatch batch)
    {
        batch.Add("BEGIN");
        SessionState.AddOwnRole(batch, session.Identity.Role, changesUser);
    }

    private void AddEntry(StatementBatch batch, int ordinal, bool isFinished)
    {
        SessionState.AddOwnRole(batch, session.Identity.Role, changesUser);
        batch.Add("SELECT plumb.require_lock()");
        LedgerStore.AddJournal(batch, change.Migration.Id, change.IsRevert, ordinal, change.Script.Statements[ordinal], isFinished);
    }
}
