using System.Diagnostics;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Proof.Locks;
using Plumb.Sql;

namespace Plumb.Proof;

internal sealed partial class ShadowSession
{
    // What a transaction has touched is told by its counters, which the server empties at its leisure.
    private const string CollectNow = "SELECT pg_catalog.pg_stat_force_next_flush()";
    private const int CollectingMajor = 15;

    /// <summary>Whether a server gathers its counters when it is asked to.</summary>
    public static bool CollectsOnRequest(ServerIdentity server) => server.VersionNumber / 10_000 >= CollectingMajor;

    /// <summary>Runs a script like <see cref="RunAsync"/>, and tells what its statements did to the tables that were there.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<TracedScript> RunTracedAsync(PreparedScript script, CancellationToken cancellationToken)
    {
        if (!IsInTransaction)
        {
            return await RunTracedOutsideAsync(script, cancellationToken).ConfigureAwait(false);
        }

        if (!script.RunsInTransaction)
        {
            throw new OutsideTransactionException("the script runs outside a transaction");
        }

        var savepoint = $"plumb_run_{depth}";
        var traced = TracedScript.Empty;
        await InSavepointAsync(
            savepoint,
            async () =>
            {
                var tracer = await LockTracer.BeginAsync(connection, cancellationToken).ConfigureAwait(false);
                await SendAsync([$"SAVEPOINT {savepoint}"], script.Statements, [], cancellationToken, tracer).ConfigureAwait(false);
                traced = await tracer.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
                await SendAsync([.. EndOfScript, $"RELEASE SAVEPOINT {savepoint}"], cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
        await DeallocateAsync(script.Statements, cancellationToken).ConfigureAwait(false);
        return traced;
    }

    // A transaction around each statement keeps its locks until they were looked at; what refuses one is watched from another connection.
    private async Task<TracedScript> RunTracedOutsideAsync(PreparedScript script, CancellationToken cancellationToken)
    {
        var traced = new List<TracedStatement>(script.Statements.Count);
        var before = await TracedRelations.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        foreach (var statement in script.Statements)
        {
            var seen = await TraceInsideAsync(statement, cancellationToken).ConfigureAwait(false) ?? await ObserveAsync(statement, cancellationToken).ConfigureAwait(false);

            // What an earlier statement of the script has made was not there.
            traced.Add(seen with
            {
                Locks = [.. seen.Locks.Where(l => before.Find(l.Table) is not null)],
                Work = [.. seen.Work.Where(w => before.Find(w.Table) is not null)],
            });
        }

        await SendAsync(Resets, CancellationToken.None).ConfigureAwait(false);
        await DeallocateAsync(script.Statements, cancellationToken).ConfigureAwait(false);
        return new TracedScript(traced) { Before = before };
    }

    private async Task<TracedStatement?> TraceInsideAsync(Statement statement, CancellationToken cancellationToken)
    {
        await BeginAsync("BEGIN", cancellationToken).ConfigureAwait(false);
        try
        {
            var tracer = await LockTracer.BeginAsync(connection, cancellationToken).ConfigureAwait(false);
            await SendAsync([], [statement], [], cancellationToken, tracer).ConfigureAwait(false);
            var traced = await tracer.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
            await CommitAsync(cancellationToken).ConfigureAwait(false);
            return traced.Statements[0];
        }
        catch (StatementException)
        {
            // Alone it may run; else it fails there again.
            await RollBackAsync(CancellationToken.None).ConfigureAwait(false);
            return null;
        }
    }

    private async Task<TracedStatement> ObserveAsync(Statement statement, CancellationToken cancellationToken)
    {
        await CollectAsync(cancellationToken).ConfigureAwait(false);
        var observer = await LockObserver.StartAsync(superuser, Identity, connection.ProcessID, statement, cancellationToken).ConfigureAwait(false);
        await using (observer.ConfigureAwait(false))
        {
            var begun = Stopwatch.GetTimestamp();
            await RunAloneAsync(statement, cancellationToken).ConfigureAwait(false);
            var time = Stopwatch.GetElapsedTime(begun);
            await CollectAsync(cancellationToken).ConfigureAwait(false);
            return await observer.EndAsync(statement, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task CollectAsync(CancellationToken cancellationToken) =>
        CollectsOnRequest(Identity) ? SendAsync([CollectNow], cancellationToken) : Task.CompletedTask;
}
