using System.Globalization;
using Plumb.Checks;

namespace Plumb.Proof.Obligations;

/// <summary>Every required check holds where it must: those of <c>require</c> before the migration, those of <c>verify</c> after it.</summary>
internal sealed class Verified : IObligation
{
    /// <inheritdoc/>
    public string Name => "verified";

    /// <inheritdoc/>
    public Task<ObligationResult> JudgeAsync(ProofContext context, CancellationToken cancellationToken) => Task.FromResult(Judge(context));

    private ObligationResult Judge(ProofContext context)
    {
        List<Findings.Finding> faults =
        [
            .. Failed(context.RequireResults).Select(static r => ProofFindings.CheckFails(r, "before the migration")),
            .. Failed(context.VerifyResults).Select(static r => ProofFindings.CheckFails(r, "after the migration")),
        ];
        var all = context.RequireResults.With(context.VerifyResults);
        var coverage = new Coverage(all.PassedCount, all.RequiredCount, "required checks");
        if (faults.Count > 0)
        {
            return context.Result(this, ProofOutcome.Faulty, string.Create(CultureInfo.InvariantCulture, $"{faults.Count} of {all.RequiredCount} required checks FAIL"))
                with
            { Findings = faults, Coverage = coverage };
        }

        return context.VerifyResults.RequiredCount == 0
            ? context.Result(this, ProofOutcome.Missing, "no required check") with { Findings = [ProofFindings.NothingVerified(context.Migration)] }
            : context.Result(this, ProofOutcome.Shown, string.Create(CultureInfo.InvariantCulture, $"{all.PassedCount} of {all.RequiredCount} required checks PASS"))
                with
            { Coverage = coverage };
    }

    private static IEnumerable<CheckResult> Failed(DecisionTable table) =>
        table.Results.Where(static r => r.Check.IsRequired && r.Outcome is (Outcome.Fail or Outcome.Error));
}
