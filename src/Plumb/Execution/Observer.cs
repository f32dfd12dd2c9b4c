using Npgsql;
using NpgsqlTypes;
using Plumb.Catalog;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Execution;

/// <summary>
/// Writes into the ledger what the schema looks like after a run, so that drift can be dated. One snapshot for each run, under Plumb's lock
/// and after the last commit: nobody waits for it.
/// </summary>
internal static class Observer
{
    private static readonly string Tables = EmbeddedQuery.Read(nameof(Execution), "create_observations");
    private static readonly string Observe = EmbeddedQuery.Read(nameof(Execution), "observe");

    /// <summary>Observes, if the options ask for it and the run did something. What goes wrong is a warning: the run is recorded already.</summary>
    public static Task<ExecutionResult> ObserveAsync(DatabaseSession session, ExecutionResult result, CancellationToken cancellationToken) =>
        result.Results.Count == 0 ? Task.FromResult(result) : ObserveNowAsync(session, result, cancellationToken);

    /// <summary>The same after something was recorded that did not run.</summary>
    public static async Task<ExecutionResult> ObserveNowAsync(DatabaseSession session, ExecutionResult result, CancellationToken cancellationToken)
    {
        if (session.Options.Observe is not { } options)
        {
            return result;
        }

        try
        {
            var snapshot = await SnapshotReader.ReadAsync(session.Connection, session.Target.ToString(), options, cancellationToken).ConfigureAwait(false);
            await session.SendAsync(batch => Add(batch, snapshot), cancellationToken).ConfigureAwait(false);
            return result;
        }
        catch (DatabaseException failed)
        {
            return NotObserved(failed.Findings[0].Message);
        }
        catch (StatementException refused)
        {
            return NotObserved(refused.Cause.MessageText);
        }
        catch (NpgsqlException lost) when (lost is not PostgresException && !cancellationToken.IsCancellationRequested)
        {
            return NotObserved(lost.Message);
        }

        ExecutionResult NotObserved(string why) =>
            result with { Findings = [.. result.Findings, LedgerFindings.NotObserved(why, session.Target.Environment)] };
    }

    private static void Add(StatementBatch batch, Snapshot snapshot)
    {
        foreach (var statement in SqlSplitter.Split(new SourceText("create_observations", Tables)).Statements)
        {
            batch.Add(statement.Text);
        }

        var objects = snapshot.ObjectFingerprints.ToList();
        batch.Add(
            Observe,
            Text(snapshot.Fingerprint.Text),
            Text(snapshot.ServerVersion),
            Text(snapshot.Options.Profile ?? ""),
            Text(ArrayLiteral.Of([.. objects.Select(static o => o.Key.ToString())])),
            Text(ArrayLiteral.Of([.. objects.Select(static o => o.Value.Text)])));
    }

    private static NpgsqlParameter Text(string value) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = value };
}
