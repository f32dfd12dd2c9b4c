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

    /// <summary>Rolls back whatever is open; a session that is gone was rolled back by the server.</summary>
    public async Task RollBackAsync()
    {
        try
        {
            var rollback = new NpgsqlCommand("ROLLBACK", Connection);
            await using (rollback.ConfigureAwait(false))
            {
                await rollback.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException)
        {
            // The connection is broken: nothing of an open transaction survives it.
        }
    }

    private sealed class ResultRelay(Action<CheckResult> tell) : IProgress<CheckResult>
    {
        public void Report(CheckResult value) => tell(value);
    }
}
