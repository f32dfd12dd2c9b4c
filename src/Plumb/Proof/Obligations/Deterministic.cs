using Plumb.Diffing;
using Plumb.Execution;
using Plumb.Findings;

namespace Plumb.Proof.Obligations;

/// <summary>A second replay, on another server, in another time zone and with other OIDs, leaves the same schema.</summary>
internal sealed class Deterministic : IChainObligation
{
    /// <inheritdoc/>
    public string Name => "deterministic";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ObligationResult>> JudgeAsync(ReplayedChain replayed, CancellationToken cancellationToken)
    {
        if (replayed.Faults.Count > 0 || replayed.Second is null)
        {
            return [new ObligationResult(Name, null, ProofOutcome.NotApplicable, "the chain does not replay")];
        }

        var again = await replayed.Second.End.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (again.Faults.Count > 0)
        {
            var fault = again.Faults[0];
            return [Faulty(fault.Prepared, [fault.Finding.Message], fault.Finding.Place)];
        }

        var difference = SnapshotDifference.Between(replayed.Last.Schema, again.Schema);
        return difference.IsEmpty
            ? [new ObligationResult(Name, null, ProofOutcome.Shown, "a second replay leaves the same fingerprint")]
            : [.. difference.Deltas.GroupBy(d => MakerOf(d, replayed)).Select(g => Faulty(g.Key, [.. g.Select(static d => d.ToString()).Take(10)], null))];
    }

    // The last migration that touched what differs; an object that only the second replay has came from whoever made its counterpart.
    private static PreparedMigration MakerOf(Delta delta, ReplayedChain replayed)
    {
        var kind = delta.Id.Whole.Kind;
        var index = delta.Before is { Id: var id } ? LastOf(replayed, d => d.Id.Equals(id)) : -1;
        index = index >= 0 ? index : LastOf(replayed, d => d.Kind == DeltaKind.Added && ReferenceEquals(d.Id.Whole.Kind, kind));
        return replayed.Migrations[index >= 0 ? index : replayed.Migrations.Count - 1];
    }

    private static int LastOf(ReplayedChain replayed, Func<Delta, bool> condition)
    {
        var index = replayed.Changes.Count - 1;
        while (index >= 0 && !replayed.Changes[index].Any(condition))
        {
            index--;
        }

        return index;
    }

    private ObligationResult Faulty(PreparedMigration prepared, IReadOnlyList<string> details, Place? place) =>
        new(Name, prepared.Migration.Id, ProofOutcome.Faulty, "a second replay differs") { Findings = [ProofFindings.NotDeterministic(prepared.Migration, details, place)] };
}
