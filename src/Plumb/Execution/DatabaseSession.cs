using Npgsql;
using Plumb.Checks;
using Plumb.Environments;
using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>Everything that running migrations on one database needs.</summary>
/// <param name="Target">Where the database is.</param>
/// <param name="Connection">The one connection on which migrations run.</param>
/// <param name="Identity">Who answers.</param>
/// <param name="Options">How to run.</param>
/// <param name="Progress">Told what happens.</param>
internal sealed record DatabaseSession(
    ConnectionTarget Target, NpgsqlConnection Connection, ServerIdentity Identity, ExecutionOptions Options, IProgress<ExecutionEvent> Progress)
{
    /// <summary>All migrations in the order in which they run, to point to definitions when something fails; empty when that does not matter.</summary>
    public IReadOnlyList<Migration> Chain { get; init; } = [];

    /// <summary>Runs checks on <see cref="Connection"/> and tells of each result.</summary>
    public async Task<DecisionTable> CheckAsync(
        Migration? migration, IReadOnlyList<Check> checks, bool insideTransaction, CancellationToken cancellationToken)
    {
        if (checks.Count == 0)
        {
            return DecisionTable.Empty;
        }

        var runner = new CheckRunner(Options.Checks);
        var results = new ResultRelay(result => Progress.Report(new ExecutionEvent.Checked(migration, result)));
        return await runner.RunAsync(Connection, insideTransaction, checks, results, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends some of Plumb's own commands in one round trip.</summary>
    /// <exception cref="StatementException">The server refused one of them.</exception>
    public async Task SendAsync(Action<StatementBatch> fill, CancellationToken cancellationToken)
    {
        var batch = new StatementBatch(Connection);
        await using (batch.ConfigureAwait(false))
        {
            fill(batch);
            await batch.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Rolls back whatever is open, prepared statements too, which outlive a transaction; a session that is gone was rolled back by the
    /// server.
    /// </summary>
    public async Task RollBackAsync()
    {
        try
        {
            await SendAsync(
                static batch =>
                {
                    batch.Add("ROLLBACK");
                    batch.Add("DEALLOCATE ALL");
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException or StatementException)
        {
            // The connection is broken: nothing of an open transaction survives it.
        }
    }

    private sealed class ResultRelay(Action<CheckResult> tell) : IProgress<CheckResult>
    {
        public void Report(CheckResult value) => tell(value);
    }
}
