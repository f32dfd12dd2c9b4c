using Npgsql;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Proof;

/// <summary>Replays a migration that has a fault: statement by statement, each in a savepoint, so that all its faults are found.</summary>
/// <param name="server">The shadow.</param>
/// <param name="options">How it is proven.</param>
internal sealed class TolerantReplay(ShadowServer server, ProofOptions options)
{
    private readonly List<ReplayFault> faults = [];
    private readonly HashSet<Statement> skipped = new(ReferenceEqualityComparer.Instance);

    /// <summary>Runs what runs and keeps it.</summary>
    /// <param name="session">A session, in no transaction; a new one takes its place when a statement ends it.</param>
    /// <param name="prepared">The migration.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<(ShadowSession Session, IReadOnlyList<ReplayFault> Faults)> RunAsync(
        ShadowSession session, PreparedMigration prepared, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await RunOnceAsync(session, prepared, cancellationToken).ConfigureAwait(false);
                return (session, faults);
            }
            catch (SessionLostException lost)
            {
                await session.DisposeAsync().ConfigureAwait(false);
                session = await server.OpenAsync(ShadowServer.Main, cancellationToken).ConfigureAwait(false);
                var statement = lost.Statement ?? throw new DatabaseException(ProofFindings.EndsItsSession(null, prepared.Migration, lost.Message), lost);
                faults.Add(new ReplayFault(prepared, statement, ProofFindings.EndsItsSession(statement, prepared.Migration, lost.Message)));
                skipped.Add(statement);
            }
        }
    }

    private async Task RunOnceAsync(ShadowSession session, PreparedMigration prepared, CancellationToken cancellationToken)
    {
        var isInside = prepared.Up.RunsInTransaction;
        if (isInside)
        {
            await session.BeginAsync("BEGIN", cancellationToken).ConfigureAwait(false);
        }

        foreach (var statement in prepared.Up.Statements.Where(s => !skipped.Contains(s) && !IsTransactionControl(s)))
        {
            if (OutwardStatement.HowOf(statement) is { } how)
            {
                Add(new ReplayFault(prepared, statement, ProofFindings.ReachesOut(statement, how)));
                continue;
            }

            try
            {
                await (isInside
                    ? session.RunInsideAsync([statement], ends: false, cancellationToken)
                    : session.RunAloneAsync(statement, cancellationToken)).ConfigureAwait(false);
            }
            catch (StatementException failed)
            {
                Add(FaultOf(failed, statement, prepared, session.Identity.Role));
            }
            catch (OutsideTransactionException)
            {
                // Its own place is outside a transaction; what it would have done lacks for what follows.
                await session.CommitAsync(cancellationToken).ConfigureAwait(false);
                await RunAloneAsync(session, statement, prepared, cancellationToken).ConfigureAwait(false);
                await session.BeginAsync("BEGIN", cancellationToken).ConfigureAwait(false);
            }
        }

        if (isInside)
        {
            await EndAsync(session, prepared, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RunAloneAsync(ShadowSession session, Statement statement, PreparedMigration prepared, CancellationToken cancellationToken)
    {
        try
        {
            await session.RunAloneAsync(statement, cancellationToken).ConfigureAwait(false);
        }
        catch (StatementException failed)
        {
            Add(FaultOf(failed, statement, prepared, session.Identity.Role));
        }

        skipped.Add(statement);
    }

    // Constraints that wait for the commit may fail now; the rows at fault are part of what ran, so nothing of the file can stay.
    private async Task EndAsync(ShadowSession session, PreparedMigration prepared, CancellationToken cancellationToken)
    {
        try
        {
            await session.RunInsideAsync([], ends: true, cancellationToken).ConfigureAwait(false);
            await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StatementException failed)
        {
            Add(FaultOf(failed, null, prepared, session.Identity.Role));
            await session.RollBackAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Add(ReplayFault fault)
    {
        if (fault.Statement is null || !faults.Exists(f => ReferenceEquals(f.Statement, fault.Statement)))
        {
            faults.Add(fault);
        }
    }

    private ReplayFault FaultOf(StatementException failed, Statement? statement, PreparedMigration prepared, string role)
    {
        var finding = failed.Cause.SqlState == PostgresErrorCodes.QueryCanceled && statement is not null
            ? ProofFindings.NeverEnds(statement, options.StatementLimit)
            : ProofFindings.Of(new StatementException(statement, failed.Cause), prepared.Migration, role);
        return new ReplayFault(prepared, statement, finding) { Cause = failed.Cause };
    }

    private static bool IsTransactionControl(Statement statement) => statement.Kind
        is StatementKind.Begin or StatementKind.Commit or StatementKind.Rollback or StatementKind.TwoPhase or StatementKind.Savepoint;
}
