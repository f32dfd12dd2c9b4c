using Plumb.Environments;
using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>Holds a chain against a database's ledger, without changing anything.</summary>
/// <param name="chain">The files.</param>
/// <param name="progress">Told what happens.</param>
public sealed class Inspection(Chain chain, IProgress<ExecutionEvent> progress)
{
    /// <summary>Reads the ledger of one database.</summary>
    /// <param name="target">The database.</param>
    /// <param name="cancellationToken">Stops between round trips.</param>
    public Task<ExecutionResult> RunAsync(ConnectionTarget target, CancellationToken cancellationToken) =>
        SessionOpener.WithSessionAsync(
            target,
            new ExecutionOptions(),
            progress,
            async session =>
            {
                var recorded = await LedgerReader.ReadAsync(session.Connection, chain.IsSupabase, cancellationToken).ConfigureAwait(false);
                var status = await EditedStatements.FillAsync(
                    session.Connection, ChainStatus.Of(chain, recorded, target.Environment), cancellationToken).ConfigureAwait(false);
                return new ExecutionResult(target, session.Identity, status, []) { Findings = [.. LedgerFindings.Of(status, recorded, chain)] };
            },
            cancellationToken);
}
