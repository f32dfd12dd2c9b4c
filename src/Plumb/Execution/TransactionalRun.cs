using System.Diagnostics;
using Npgsql;
using Plumb.Checks;
using Plumb.Findings;

namespace Plumb.Execution;

/// <summary>
/// Runs changes in one transaction, their checks and the ledger's record inside it. A change without checks costs a single
/// round trip.
/// </summary>
internal sealed class TransactionalRun(DatabaseSession session, LedgerStore ledger)
{
    private const string UnsafeNewEnumValueUsage = "55P04";

    private readonly List<MigrationResult> results = [];

    /// <summary>Runs <paramref name="changes"/>; when one fails, all are rolled back and the results say which and why.</summary>
    /// <exception cref="StatementException">
    /// A statement failed in a way that another attempt may mend, or because it cannot run inside a transaction block;
    /// everything was rolled back.
    /// </exception>
    /// <exception cref="DatabaseException">The server, not the statement, was at fault; everything was rolled back.</exception>
    public async Task<IReadOnlyList<MigrationResult>> RunAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var batch = new StatementBatch(session.Connection);
        await using (batch.ConfigureAwait(false))
        {
            try
            {
                var begun = Stopwatch.GetTimestamp();
                foreach (var change in changes)
                {
                    await RunAsync(change, batch, isFirst: change == changes[0], isLast: change == changes[^1], cancellationToken).ConfigureAwait(false);
                }

                var lockTime = Stopwatch.GetElapsedTime(begun);
                return [.. results.Select(r => r with { LockTime = lockTime })];
            }
            catch (VerificationFailedException failed)
            {
                await session.RollBackAsync().ConfigureAwait(false);
                return RolledBack(failed.Result);
            }
            catch
            {
                await session.RollBackAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>True when the server refused a statement because it runs inside a transaction block.</summary>
    public static bool MustRunOutside(StatementException failed) => failed switch
    {
        { Statement: null } => false,
        { Cause.SqlState: UnsafeNewEnumValueUsage } => true,

        // SET TRANSACTION after a query is refused with the same code, and is the file's fault.
        { Cause.SqlState: PostgresErrorCodes.ActiveSqlTransaction, Statement: var statement } => !statement.Span.StartsWith("SET", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private async Task RunAsync(Change change, StatementBatch batch, bool isFirst, bool isLast, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var isAlone = isFirst && isLast;
        session.Progress.Report(new ExecutionEvent.Started(change.Migration, change.IsRevert));
        var before = isFirst ? DecisionTable.Empty : await CheckAsync(change, change.Before, DecisionTable.Empty, begun, cancellationToken).ConfigureAwait(false);
        if (isFirst)
        {
            batch.Add(change.Script.Begin);
        }

        var checks = before;
        try
        {
            await AddStatementsAsync(change, batch, isLast, cancellationToken).ConfigureAwait(false);
            if (change.Inside.Count > 0)
            {
                await batch.FlushAsync(cancellationToken).ConfigureAwait(false);
                checks = await CheckAsync(change, change.Inside, before, begun, cancellationToken).ConfigureAwait(false);
            }

            SessionState.AddCleanup(batch);
            change.AddRecord(ledger, batch, checks, isAlone ? null : Stopwatch.GetElapsedTime(begun));
            if (isLast)
            {
                if (change.IsFollowed)
                {
                    SessionState.AddQuickCommit(batch);
                }

                batch.Add("COMMIT");
            }

            await batch.FlushAsync(cancellationToken).ConfigureAwait(false);
            results.Add(new MigrationResult(change.Migration, change.Success, Stopwatch.GetElapsedTime(begun)) { Checks = checks });
        }
        catch (StatementException failed) when (ServerFault.Is(failed.Cause))
        {
            throw new DatabaseException(ExecutionFindings.ServerFailed(failed, change, isOutside: false, session.Target), failed.Cause);
        }
        catch (StatementException failed) when (!Attempts.MayMend(failed) && !MustRunOutside(failed))
        {
            await session.RollBackAsync().ConfigureAwait(false);
            var finding = await StatementFailure.ExplainAsync(session, failed, change, cancellationToken).ConfigureAwait(false);
            throw new VerificationFailedException(Failed(change, checks, begun) with { Findings = [ExecutionFindings.StatementFailed(finding, change)] });
        }
    }

    private async Task AddStatementsAsync(Change change, StatementBatch batch, bool isLast, CancellationToken cancellationToken)
    {
        SessionState.AddLimit(batch, change.LockTimeout(session.Options));
        var statements = change.Script.Statements;
        foreach (var statement in statements)
        {
            var finished = batch.Finished;
            await batch.AddAsync(statement, cancellationToken).ConfigureAwait(false);
            if (batch.Finished != finished)
            {
                session.Progress.Report(new ExecutionEvent.Advanced(change.Migration, batch.Finished, statements.Count));
            }
        }

        AddConstraints(batch, isLast);

        SessionState.AddReset(batch, session.Identity);

        // The reset took the limit with it, and the record must not wait for long either while the file's locks are held.
        SessionState.AddLimit(batch, change.LockTimeout(session.Options));
    }

    /// <summary>Checks what is deferred. With others to follow in the transaction, the constraints are as deferred afterwards as before.</summary>
    private static void AddConstraints(StatementBatch batch, bool isLast)
    {
        if (!isLast)
        {
            batch.Add("SAVEPOINT plumb_constraints");
        }

        batch.Add("SET CONSTRAINTS ALL IMMEDIATE");
        if (!isLast)
        {
            batch.Add("ROLLBACK TO SAVEPOINT plumb_constraints");
            batch.Add("RELEASE SAVEPOINT plumb_constraints");
        }
    }

    private async Task<DecisionTable> CheckAsync(
        Change change, IReadOnlyList<Check> checks, DecisionTable before, long begun, CancellationToken cancellationToken)
    {
        var table = await session.CheckAsync(change.Migration, checks, insideTransaction: true, cancellationToken).ConfigureAwait(false);
        var all = before.With(table);
        return table.Passed ? all : throw new VerificationFailedException(Failed(change, all, begun));
    }

    private static MigrationResult Failed(Change change, DecisionTable checks, long begun) =>
        new(change.Migration, MigrationOutcome.RolledBack, Stopwatch.GetElapsedTime(begun)) { Checks = checks };

    private List<MigrationResult> RolledBack(MigrationResult failed) =>
        [.. results.Select(static r => r with { Outcome = MigrationOutcome.RolledBack }), failed];

    /// <summary>Carries the failed result out of the transaction.</summary>
    private sealed class VerificationFailedException(MigrationResult result) : Exception
    {
        public MigrationResult Result { get; } = result;
    }
}
