using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Proof.Obligations;

/// <summary>Taken back, a migration leaves the schema as it was; then it can be applied again and leaves the same schema as the first time.</summary>
internal sealed class Reversible : IObligation
{
    /// <summary>Its name in <c>plumb.yaml</c> and in reports.</summary>
    public const string Obligation = "reversible";

    /// <summary>The evidence of a migration that is taken back together with those after it.</summary>
    public const string InGroup = "judged with those that it belongs to";

    /// <summary>How the evidence of a migration begins that leaves the schema as it was, and other rows.</summary>
    public const string SchemaOnly = "schema-only";

    /// <inheritdoc/>
    public string Name => Obligation;

    /// <inheritdoc/>
    public async Task<ObligationResult> JudgeAsync(ProofContext context, CancellationToken cancellationToken)
    {
        if (context.Group.Count == 0)
        {
            return context.Result(this, ProofOutcome.NotApplicable, InGroup);
        }

        var declared = context.Group.Select(static m => m.Migration.Directives.AllowanceOf(Hazards.Irreversible)).FirstOrDefault(static a => a is not null);
        if (declared is not null)
        {
            return context.Result(this, ProofOutcome.NotApplicable, $"declared irreversible: {declared.Reason}");
        }

        if (context.Group.FirstOrDefault(static m => m.Revert is not { Statements.Count: > 0 }) is { } lacking)
        {
            return context.Result(this, ProofOutcome.Missing, "no revert script") with { Findings = [ProofFindings.NoRevert(lacking.Migration)] };
        }

        return await context.Space.TryAsync(session => TakeBackAsync(session, context, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task<ObligationResult> TakeBackAsync(ShadowSession session, ProofContext context, CancellationToken cancellationToken)
    {
        var notes = new List<Finding>();
        foreach (var member in context.Group.Reverse())
        {
            try
            {
                await session.RunAsync(member.Revert!, cancellationToken).ConfigureAwait(false);
            }
            catch (StatementException failed)
            {
                return Faulty(context, "revert fails", ProofFindings.RevertFails(failed, member.Migration, context.Identity.Role, "the revert script"));
            }

            var table = await session.CheckAsync(member.RevertVerify, cancellationToken).ConfigureAwait(false);
            if (table.Results.FirstOrDefault(static r => r.Check.IsRequired && r.Outcome is Checks.Outcome.Fail or Checks.Outcome.Error) is { } red)
            {
                return Faulty(context, "a check of the revert script FAILs", ProofFindings.CheckFails(red, "after the migration was taken back"));
            }
        }

        var back = await session.ReadAsync(cancellationToken, since: context.Before).ConfigureAwait(false);
        var lost = StateDifference.Between(context.GroupBefore, back);
        if (!lost.IsSameSchema)
        {
            return Faulty(context, Word(lost), Differs(context.Migration, lost));
        }

        foreach (var member in context.Group)
        {
            try
            {
                await session.RunAsync(member.Up, cancellationToken).ConfigureAwait(false);
            }
            catch (StatementException failed)
            {
                return Faulty(context, "not applied again", NotAgain(context, member.Migration, failed));
            }
        }

        var again = await session.ReadAsync(cancellationToken, since: context.Before).ConfigureAwait(false);
        var changed = StateDifference.Between(context.After, again);
        if (!changed.IsSameSchema)
        {
            return Faulty(context, "not deterministic", ProofFindings.NotAppliedAgain(
                context.Migration,
                changed.Describe(),
                $"applied again after it was taken back exactly, {context.Migration.Id} leaves another schema than the first time",
                "the migration itself is not deterministic; its revert script is not at fault"));
        }

        var evidence = lost.Tables.Count == 0 ? "exact" : $"{SchemaOnly}, other rows in {string.Join(", ", lost.Tables.Take(3))}{(lost.Tables.Count > 3 ? " …" : "")}";
        return context.Result(this, ProofOutcome.Shown, lost.Cosmetic.Count == 0 ? evidence : $"{evidence} but for white space and comments") with { Findings = notes };
    }

    private ObligationResult Faulty(ProofContext context, string evidence, Finding finding) =>
        context.Result(this, ProofOutcome.Faulty, evidence) with { Findings = [finding] };

    private static string Word(StateDifference lost) => lost switch
    {
        { Deltas.Count: > 0 } => "lossy",
        { Labels.Count: > 0 } => "enum labels stay",
        _ => "names generated anew",
    };

    private static Finding Differs(Migration migration, StateDifference lost) => lost switch
    {
        { Deltas.Count: > 0 } => ProofFindings.RevertDiffers(
            migration, lost.Describe(), $"taken back, {migration.Id} does not leave the schema as it was", "the revert script forgets something, or takes too much"),
        { Labels.Count: > 0 } => ProofFindings.RevertDiffers(
            migration, lost.Describe(), $"taken back, {migration.Id} leaves labels of an enum behind", "PostgreSQL cannot take a label away; only a new type without it can replace the old one"),
        _ => ProofFindings.RevertDiffers(
            migration, lost.Describe(), $"taken back, {migration.Id} leaves the same schema under other names", "the server generated the names; a later migration that uses the old ones fails"),
    };

    private static Finding NotAgain(ProofContext context, Migration migration, StatementException failed)
    {
        var finding = ProofFindings.Of(failed, migration, context.Identity.Role);
        return ProofFindings.NotAppliedAgain(
            migration, [finding.Message, .. finding.Details], $"after it was taken back exactly, {migration.Id} cannot be applied again", "something outside of the schema stays: rows, or settings of the session")
            with
        { Place = finding.Place, SqlState = finding.SqlState };
    }
}
