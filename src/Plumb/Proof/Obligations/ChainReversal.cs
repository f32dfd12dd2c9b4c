using Plumb.Execution;

namespace Plumb.Proof.Obligations;

/// <summary>
/// The whole chain can be taken back, the last migration first, down to what was there before the first. A step that was shown to be reversible by
/// itself and fails here meets what a later step left behind, and that later step is blamed.
/// </summary>
internal sealed class ChainReversal : IChainObligation
{
    /// <inheritdoc/>
    public string Name => "reversible";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ObligationResult>> JudgeAsync(ReplayedChain replayed, CancellationToken cancellationToken)
    {
        var open = replayed.Results.FirstOrDefault(static r => r.Obligation == "reversible" && r.Outcome != ProofOutcome.Shown && r.Evidence != Reversible.InGroup);
        if (replayed.Faults.Count > 0 || open is not null)
        {
            return [new ObligationResult(Name, null, ProofOutcome.NotApplicable, open is null ? "the chain does not replay" : $"{open.Migration} cannot be taken back")];
        }

        var session = await replayed.Server.OpenAsync(ShadowServer.Main, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            for (var i = replayed.Migrations.Count - 1; i >= 0; i--)
            {
                var step = replayed.Migrations[i];
                try
                {
                    await session.RunAsync(step.Revert!, cancellationToken).ConfigureAwait(false);
                }
                catch (StatementException failed)
                {
                    var finding = ProofFindings.RevertFails(failed, step.Migration, session.Identity.Role, "in the reversal of the whole chain, the revert script");
                    var culprit = CulpritOf(replayed, i);
                    return [Faulty(culprit ?? step, $"the chain comes back to {step.Migration.Id} only") with
                    {
                        Findings = [culprit is null ? finding : ProofFindings.InTheWayOfOthers(culprit.Migration, step.Migration, finding)],
                    }];
                }
            }

            var difference = StateDifference.Between(replayed.First, await session.ReadAsync(cancellationToken).ConfigureAwait(false));
            return difference.IsSameSchema
                ? [new ObligationResult(Name, null, ProofOutcome.Shown, "the whole chain comes back to nothing")]
                : [Faulty(replayed.Migrations[0], "the chain leaves something behind") with
                {
                    Findings = [ProofFindings.RevertDiffers(
                        replayed.Migrations[0].Migration, difference.Describe(), "taken back as a whole, the chain leaves another schema than the one it began with",
                        "each step by itself is reversible; together they are not")],
                }];
        }
    }

    /// <summary>The next step after one that fails here, and was reversible by itself, that leaves other rows than it found; null when none does.</summary>
    private PreparedMigration? CulpritOf(ReplayedChain replayed, int failed) => replayed.Migrations.Skip(failed + 1).FirstOrDefault(m => replayed.Results.Any(
        r => r.Obligation == Name && r.Migration == m.Migration.Id && r.Evidence.StartsWith(Reversible.SchemaOnly, StringComparison.Ordinal)));

    private ObligationResult Faulty(PreparedMigration step, string evidence) => new(Name, null, ProofOutcome.Faulty, $"{evidence} ({step.Migration.Id})");
}
