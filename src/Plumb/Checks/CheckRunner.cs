using Npgsql;

namespace Plumb.Checks;

/// <summary>Runs checks on a connection and judges their results.</summary>
public sealed class CheckRunner
{
    private readonly CheckOptions options;

    /// <summary>Creates a runner with the given options.</summary>
    public CheckRunner(CheckOptions options) => this.options = options;

    /// <summary>
    /// Runs <paramref name="checks"/> in order. A failed statement never spoils the connection: each check runs in a
    /// savepoint of the transaction that is open, or in a transaction of its own, and is always rolled back.
    /// </summary>
    /// <param name="connection">An open connection, inside or outside a transaction.</param>
    /// <param name="insideTransaction">True when a transaction is open on it.</param>
    /// <param name="checks">What to run.</param>
    /// <param name="progress">Told each result as soon as it is there; null for none.</param>
    /// <param name="cancellationToken">Stops at the next statement.</param>
    /// <exception cref="NpgsqlException">The connection was lost, or the open transaction is already aborted.</exception>
    public async Task<DecisionTable> RunAsync(
        NpgsqlConnection connection,
        bool insideTransaction,
        IReadOnlyList<Check> checks,
        IProgress<CheckResult>? progress,
        CancellationToken cancellationToken)
    {
        var transaction = new CheckTransaction(connection, insideTransaction);
        var results = new List<CheckResult>(checks.Count);
        try
        {
            foreach (var check in checks)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var result = check.Kind == CheckKind.Test && !options.RunTests
                    ? Judgement.Skipped(check)
                    : await new CheckRun(connection, options, check).RunAsync(transaction.Begin(check.Kind), cancellationToken).ConfigureAwait(false);
                results.Add(result);
                progress?.Report(result);
                if (options.StopsAtFailure && result.Outcome is (Outcome.Fail or Outcome.Error))
                {
                    break;
                }
            }

            await transaction.EndAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await transaction.AbandonAsync().ConfigureAwait(false);
            throw;
        }

        return new DecisionTable(results);
    }
}
