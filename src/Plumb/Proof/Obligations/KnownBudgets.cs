using Plumb.Environments;
using Plumb.Proof.Locks;
using Plumb.Proof.Sizes;

namespace Plumb.Proof.Obligations;

/// <summary>Every budget is for a table of the chain, and there is something to measure against it.</summary>
internal sealed class KnownBudgets : IChainObligation
{
    /// <inheritdoc/>
    public string Name => "lock-safe";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ObligationResult>> JudgeAsync(ReplayedChain replayed, CancellationToken cancellationToken)
    {
        var budgets = replayed.Options.Budgets.All;
        return budgets.Count == 0
            ? [new ObligationResult(Name, null, ProofOutcome.NotApplicable, "no budgets")]
            : [Judge(replayed, budgets, await TablesAsync(replayed, cancellationToken).ConfigureAwait(false))];
    }

    // Those of the platform, and those that a migration has dropped again, may have one too.
    private static async Task<HashSet<string>> TablesAsync(ReplayedChain replayed, CancellationToken cancellationToken)
    {
        var connection = await replayed.Server.AsSuperuser(ShadowServer.Main).OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var relations = await TracedRelations.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
            return
            [
                .. relations.ByOid.Values.Where(static r => !r.IsIndex).Select(static r => r.Name),
                .. replayed.First.Schema.Facts.Select(static f => f.Id).Concat(replayed.Changes.SelectMany(static c => c).Select(static d => d.Id))
                    .Where(static id => id.Kind.Word is "table" or "materialized view").Select(static id => id.SqlName),
            ];
        }
    }

    private ObligationResult Judge(ReplayedChain replayed, IReadOnlyList<TableBudget> budgets, HashSet<string> tables)
    {
        var unknown = budgets.Where(b => b.Table != TableBudget.Default && !tables.Contains(b.Table)).Select(b => SizeFindings.UnknownTable(b, tables)).ToList();
        if (unknown.Count > 0)
        {
            return new ObligationResult(Name, null, ProofOutcome.Faulty, "budgets for tables that are not there") { Findings = unknown };
        }

        return replayed.Options.Statistics is null
            ? new ObligationResult(Name, null, ProofOutcome.Missing, $"budgets without {StatisticsFile.FileName}") { Findings = [SizeFindings.NothingMeasured(budgets[0])] }
            : new ObligationResult(Name, null, ProofOutcome.Shown, "every budget is for a table of the chain");
    }
}
