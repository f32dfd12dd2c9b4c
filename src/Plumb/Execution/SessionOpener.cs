using Npgsql;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>The way into a database that is the same for every command: connect, see who answers, read the ledger.</summary>
internal static class SessionOpener
{
    /// <summary>Runs <paramref name="work"/> on a session; what the server says of Plumb's own commands becomes a finding.</summary>
    public static async Task<T> WithSessionAsync<T>(
        ConnectionTarget target,
        ExecutionOptions options,
        IProgress<ExecutionEvent> progress,
        Func<DatabaseSession, Task<T>> work,
        CancellationToken cancellationToken)
    {
        var connection = await target.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                var identity = await ServerIdentity.AskAsync(connection, cancellationToken).ConfigureAwait(false);
                var session = new DatabaseSession(target, connection, identity, options, progress);
                progress.Report(new ExecutionEvent.Connected(target, identity));
                if (!identity.IsPooled)
                {
                    await session.SendAsync(batch => SessionState.AddStart(batch, session.Identity), cancellationToken).ConfigureAwait(false);
                }

                return await work(session).ConfigureAwait(false);
            }
            catch (StatementException refused)
            {
                throw new DatabaseException(Refused(refused.Cause, target), refused.Cause);
            }
            catch (PostgresException refused) when (refused.SqlState != PostgresErrorCodes.QueryCanceled || !cancellationToken.IsCancellationRequested)
            {
                throw new DatabaseException(Refused(refused, target), refused);
            }
            catch (NpgsqlException lost) when (lost is not PostgresException && !cancellationToken.IsCancellationRequested)
            {
                throw new DatabaseException(ExecutionFindings.ConnectionLost(lost, target), lost);
            }
        }
    }

    private static Finding Refused(PostgresException refused, ConnectionTarget target) => ServerFault.EndsTheSession(refused)
        ? ExecutionFindings.ConnectionLost(refused, target)
        : ExecutionFindings.OwnCommandRefused(refused, target);

    /// <summary>Takes the lock for the rest of the session, and reads the ledger under it.</summary>
    /// <exception cref="LockedException">Another Plumb held it for as long as the options allow.</exception>
    /// <exception cref="VerificationException">The ledger's hash chain is broken.</exception>
    public static async Task<Ledger> LockAndReadAsync(DatabaseSession session, Chain chain, CancellationToken cancellationToken)
    {
        if (session.Identity.IsPooled)
        {
            if (!await PoolerMode.KeepsSessionsAsync(session, cancellationToken).ConfigureAwait(false))
            {
                throw new DatabaseException(ExecutionFindings.PoolerInBetween(session.Target));
            }

            await session.SendAsync(batch => SessionState.AddStart(batch, session.Identity), cancellationToken).ConfigureAwait(false);
        }

        var holder = await MigrationLock.TakeAsync(
            session.Connection,
            session.Options.Patience,
            (blocker, waited) => session.Progress.Report(new ExecutionEvent.WaitingForTurn(blocker, waited)),
            cancellationToken).ConfigureAwait(false);
        if (holder is not null)
        {
            throw new LockedException(ExecutionFindings.AnotherPlumbWorks(holder, session.Options.Patience));
        }

        var ledger = await LedgerReader.ReadAsync(session.Connection, chain.IsSupabase, cancellationToken).ConfigureAwait(false);
        return ledger.BrokenEvents.Count == 0 ? ledger : throw new VerificationException([LedgerFindings.BrokenHashChain(ledger.BrokenEvents)]);
    }
}
