using System.Globalization;
using Plumb.Checks;
using Plumb.Findings;

namespace Plumb.Proof.Obligations;

/// <summary>
/// A required check says something about its migration: it was red before, or turns red when a statement of the migration is left out. How much
/// the checks see is measured on the way.
/// </summary>
internal sealed class Meaningful : IObligation
{
    /// <inheritdoc/>
    public string Name => "meaningful";

    /// <inheritdoc/>
    public TrialStart Start => TrialStart.Before;

    /// <inheritdoc/>
    public async Task<ObligationResult> JudgeAsync(ProofContext context, CancellationToken cancellationToken)
    {
        List<CheckResult> after = [.. context.VerifyResults.Results.Where(static r => r.Check.IsRequired && r.Outcome == Outcome.Pass)];
        if (after.Count == 0)
        {
            return context.Result(this, ProofOutcome.NotApplicable, "no required check holds");
        }

        var mutation = new Mutation(context.Prepared.Up.Statements, after.ConvertAll(static r => r.Check));
        var canMutate = context.IsInTransaction && context.Prepared.Up.RunsInTransaction;
        await context.Space.TryAsync(
            async session =>
            {
                await mutation.SuspectAsync(session, cancellationToken).ConfigureAwait(false);
                if (canMutate)
                {
                    await mutation.RunAsync(session, cancellationToken).ConfigureAwait(false);
                }

                return mutation;
            },
            cancellationToken).ConfigureAwait(false);
        return Judge(context, after, mutation);
    }

    private ObligationResult Judge(ProofContext context, List<CheckResult> after, Mutation mutation)
    {
        List<Finding> faults =
        [
            .. after.Where(static r => r.IsVacuous).Select(static r => ProofFindings.CouldNotFail(r.Check, r.Found)),
            .. mutation.Suspects.Except(after.Where(static r => r.IsVacuous).Select(static r => r.Check)).Select(c => ProofFindings.GreenBefore(c, context.Migration)),
        ];
        var covered = mutation.Tried - mutation.Uncovered.Count;
        var coverage = mutation.Tried == 0 ? (Coverage?)null : new Coverage(covered, mutation.Tried, "statements");
        if (faults.Count > 0)
        {
            return context.Result(this, ProofOutcome.Faulty, string.Create(CultureInfo.InvariantCulture, $"{faults.Count} of {after.Count} checks show nothing"))
                with
            { Findings = faults, Coverage = coverage };
        }

        return context.Result(this, ProofOutcome.Shown, "every check was red before or sees a statement") with
        {
            Coverage = coverage,
            Findings = mutation.Uncovered.Count == 0 ? [] : [ProofFindings.Uncovered(context.Migration, mutation.Uncovered)],
        };
    }
}
