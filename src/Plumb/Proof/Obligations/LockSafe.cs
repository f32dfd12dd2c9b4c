using System.Globalization;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Proof.Locks;

namespace Plumb.Proof.Obligations;

/// <summary>
/// No statement keeps the readers or writers of a table that was there waiting while it works on all of the table. Where it is known how large the tables
/// are, it is measured how long they wait, and a budget decides. A lock for a change of the catalog alone is no fault: it is given back at once.
/// </summary>
internal sealed class LockSafe : IObligation
{
    /// <inheritdoc/>
    public string Name => "lock-safe";

    /// <inheritdoc/>
    public bool WantsLocks => true;

    /// <inheritdoc/>
    public TrialStart Start => TrialStart.Before;

    /// <inheritdoc/>
    public async Task<ObligationResult> JudgeAsync(ProofContext context, CancellationToken cancellationToken)
    {
        if (context.Options.Statistics is not { } statistics)
        {
            return ByKind(context, []);
        }

        var measurement = new LockMeasurement(context, statistics);
        if (measurement.Measured.Count == 0)
        {
            return context.Result(this, ProofOutcome.Shown, context.Traced.Blocking.Count == 0 ? "keeps nobody waiting" : $"locks for changes of the catalog alone, or what is empty in {statistics.Environment}");
        }

        if (statistics.InPlace.Contains(context.Migration.Id, StringComparer.Ordinal))
        {
            return context.Result(this, ProofOutcome.Shown, $"long done in {statistics.Environment}");
        }

        if (context.IsInTransaction)
        {
            throw new OutsideTransactionException("others use the tables meanwhile");
        }

        var (blocks, obstacle) = await context.Space.TryAsync(session => measurement.RunAsync(session, cancellationToken), cancellationToken).ConfigureAwait(false);
        return blocks is null ? ByKind(context, [LockFindings.NotMeasured(context.Migration, obstacle)]) : ByTime(context, blocks);
    }

    private ObligationResult ByTime(ProofContext context, IReadOnlyList<TableBlock> blocks)
    {
        var budgets = context.Options.Budgets;
        var longest = blocks.MaxBy(static b => b.Estimate)!;
        var evidence = $"blocks {longest.Lock.Table} for {Durations.Rough(longest.Estimate)}{(longest.IsEstimate ? " by estimate" : "")}";
        List<Finding> over = [.. blocks.Where(b => b.Estimate > budgets.Of(b.Lock.Table)).Select(b => LockFindings.OverBudget(context.Traced, b, budgets.Of(b.Lock.Table)))];
        return Result(context, evidence, over, []);
    }

    private ObligationResult ByKind(ProofContext context, IReadOnlyList<Finding> notes)
    {
        var faulty = context.Traced.Statements.Where(static s => s.HeldAtWork.Any()).ToList();

        // What a statement does to several tables is told of the one that is locked most.
        var byTable = faulty.GroupBy(static s => s.HeldAtWork.MaxBy(static l => l.Mode)!.Table, StringComparer.Ordinal);
        return Result(context, Evidence(context.Traced, faulty), [.. byTable.Select(static g => LockFindings.BlocksAtWork(g.Key, [.. g]))], notes);
    }

    private ObligationResult Result(ProofContext context, string evidence, List<Finding> faults, IReadOnlyList<Finding> notes)
    {
        if (faults.Count == 0)
        {
            return context.Result(this, ProofOutcome.Shown, evidence) with { Findings = notes };
        }

        return context.Migration.Directives.AllowanceOf(Hazards.Lock) is { } declared
            ? context.Result(this, ProofOutcome.Shown, $"{evidence}, declared: {declared.Reason}") with { Findings = notes }
            : context.Result(this, ProofOutcome.Faulty, evidence) with { Findings = [.. faults, .. notes] };
    }

    private static string Evidence(TracedScript traced, List<TracedStatement> faulty)
    {
        var unseen = traced.Statements.Count(static s => !s.IsSeen);
        var note = unseen == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {unseen} statement{(unseen == 1 ? "" : "s")} over before it was seen");
        var tables = faulty.SelectMany(static s => s.HeldAtWork).Select(static l => l.Table).Distinct(StringComparer.Ordinal).ToList();
        return tables.Count > 0 ? $"blocks {string.Join(", ", tables)} at work{note}"
            : traced.Blocking.Count > 0 ? $"locks for changes of the catalog alone{note}"
            : $"keeps nobody waiting{note}";
    }
}
