using Plumb.Execution;

namespace Plumb.Proof.Obligations;

/// <summary>Applied a second time, a migration changes nothing, or fails without a trace.</summary>
internal sealed class Idempotent : IObligation
{
    /// <inheritdoc/>
    public string Name => "idempotent";

    /// <inheritdoc/>
    public Task<ObligationResult> JudgeAsync(ProofContext context, CancellationToken cancellationToken) =>
        context.Space.TryAsync(session => ApplyAgainAsync(session, context, cancellationToken), cancellationToken);

    private async Task<ObligationResult> ApplyAgainAsync(ShadowSession session, ProofContext context, CancellationToken cancellationToken)
    {
        var evidence = "changes nothing";
        try
        {
            await session.RunAsync(context.Prepared.Up, cancellationToken).ConfigureAwait(false);
        }
        catch (StatementException failed)
        {
            evidence = $"fails cleanly ({failed.Cause.SqlState})";
            if (context.Prepared.Up.RunsInTransaction)
            {
                return context.Result(this, ProofOutcome.Shown, evidence);
            }
        }

        var again = await session.ReadAsync(cancellationToken, since: context.Before).ConfigureAwait(false);
        var changed = StateDifference.Between(context.After, again);
        if (changed is { IsSameSchema: true, Tables.Count: 0, Cosmetic.Count: 0 })
        {
            return context.Result(this, ProofOutcome.Shown, evidence);
        }

        string[] details = [.. changed.Describe(), .. changed.Tables.Select(static t => $"other rows in {t}")];
        return context.Result(this, ProofOutcome.Faulty, "changes the database again") with { Findings = [ProofFindings.NotIdempotent(context.Migration, details)] };
    }
}
