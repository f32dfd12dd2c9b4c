using Plumb.Environments;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>Fills a <c>local</c> database with the project's seed data.</summary>
/// <param name="chain">The files.</param>
/// <param name="progress">Told what happens.</param>
public sealed class Seeding(Chain chain, IProgress<ExecutionEvent> progress)
{
    /// <summary>Runs <c>seed.sql</c> in one transaction.</summary>
    /// <returns>How many statements ran; 0 when there is no seed file.</returns>
    /// <exception cref="VerificationException">A statement failed; no row of the file is in the database.</exception>
    public Task<int> RunAsync(ConnectionTarget target, CancellationToken cancellationToken) => SessionOpener.WithSessionAsync(
        target, new ExecutionOptions(), new Silent(progress), session => RunAsync(session, cancellationToken), cancellationToken);

    private async Task<int> RunAsync(DatabaseSession session, CancellationToken cancellationToken)
    {
        if (chain.Seed is not { } seed)
        {
            return 0;
        }

        var findings = new List<Finding>();
        var script = PreparedScript.Of(seed, Directives.None, findings);
        ChainFaults.ThrowIfAny(findings);
        var batch = new StatementBatch(session.Connection);
        await using (batch.ConfigureAwait(false))
        {
            try
            {
                batch.Add(script.Begin);
                foreach (var statement in script.Statements)
                {
                    await batch.AddAsync(statement, cancellationToken).ConfigureAwait(false);
                }

                batch.Add("COMMIT");
                await batch.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (StatementException failed) when (failed.Statement is not null)
            {
                await session.RollBackAsync().ConfigureAwait(false);
                throw new VerificationException([ExecutionFindings.SeedFailed(failed, session.Identity.Role)], failed.Cause);
            }
        }

        return script.Statements.Count;
    }

    /// <summary>Leaves out that the database was reached, which was said already.</summary>
    private sealed class Silent(IProgress<ExecutionEvent> progress) : IProgress<ExecutionEvent>
    {
        public void Report(ExecutionEvent value)
        {
            if (value is not ExecutionEvent.Connected)
            {
                progress.Report(value);
            }
        }
    }
}
