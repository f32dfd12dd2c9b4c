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
    public bool IsOfSecondReplay => true;

    /// <inheritdoc/>
    public async Task<ObligationResult> JudgeAsync(ProofContext context, CancellationToken cancellationToken)
    {
        List<CheckResult> after = [.. context.VerifyResults.Results.Where(static r => r.Check.IsRequired && r.Outcome == Outcome.Pass)];
        if (after.Count == 0)
        {
            return context.Result(this, ProofOutcome.NotApplicable, "no required check holds");
        }

        var mutation = new Mutation(context.Prepared.Up.Statements, after);
        var canMutate = context.IsInTransaction && context.Prepared.Up.RunsInTransaction;
        var changesSomething = await context.Space.TryAsync(
            async session =>
            {
                await mutation.SuspectAsync(session, cancellationToken).ConfigureAwait(false);
                if (canMutate)
                {
                    await mutation.RunAsync(session, cancellationToken).ConfigureAwait(false);
                }

                return !canMutate || mutation.Suspects.Count < after.Count || await ChangesSomethingAsync(session, context, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return changesSomething ? Judge(context, after, mutation) : context.Result(this, ProofOutcome.NotApplicable, "changes nothing that a check could see");
    }

    // A migration that only looks, such as one that validates, is judged by whether its checks hold.
    private static async Task<bool> ChangesSomethingAsync(ShadowSession session, ProofContext context, CancellationToken cancellationToken)
    {
        var now = await session.ReadAsync(cancellationToken, since: context.Before).ConfigureAwait(false);
        return StateDifference.Between(context.Before, now) is not { IsSameSchema: true, Tables.Count: 0, Cosmetic.Count: 0 };
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
