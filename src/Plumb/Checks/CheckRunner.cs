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
    public Task<DecisionTable> RunAsync(
        NpgsqlConnection connection,
        bool insideTransaction,
        IReadOnlyList<Check> checks,
        IProgress<CheckResult>? progress,
        CancellationToken cancellationToken)
    {
        _ = options;
        throw new NotImplementedException();
    }
}
