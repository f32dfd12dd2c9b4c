using Plumb.Checks;

namespace Plumb.Proof;

internal sealed partial class ShadowSession
{
    /// <summary>Runs checks, which leave nothing behind.</summary>
    public Task<DecisionTable> CheckAsync(IReadOnlyList<Check> checks, CancellationToken cancellationToken) => checks.Count == 0
        ? Task.FromResult(DecisionTable.Empty)
        : new CheckRunner(new CheckOptions { RunTests = true, StatementTimeout = options.StatementLimit })
            .RunAsync(connection, IsInTransaction, checks, progress: null, cancellationToken);

    /// <summary>The first of the checks that does not hold; null when all do.</summary>
    public async Task<Check?> FindFailureAsync(IReadOnlyList<Check> checks, CancellationToken cancellationToken)
    {
        var runner = new CheckRunner(new CheckOptions { RunTests = true, StatementTimeout = options.StatementLimit, StopsAtFailure = true });
        var table = checks.Count == 0 ? DecisionTable.Empty : await runner.RunAsync(connection, IsInTransaction, checks, progress: null, cancellationToken).ConfigureAwait(false);
        return table.Results is [.., { Outcome: Outcome.Fail or Outcome.Error } failed] ? failed.Check : null;
    }
}
