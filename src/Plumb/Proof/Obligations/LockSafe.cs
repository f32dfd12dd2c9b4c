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
        if (context.Sizes is not { } sizes)
        {
            return ByKind(context, static _ => true, []);
        }

        if (context.IsInPlace && context.Traced.Blocking.Count > 0)
        {
            return context.LongDone(this);
        }

        // What was there and has no size is judged as if there were no statistics.
        var unknown = context.Traced.Worked.Concat(context.Traced.Blocking.Select(static l => l.Table)).Where(t => sizes.RowsOf(t) is null).ToHashSet(StringComparer.Ordinal);
        List<Finding> notes = [.. context.Traced.Blocking.Where(l => unknown.Contains(l.Table)).Select(l => LockFindings.SizeUnknown(context.Migration, l.Table, sizes.Statistics.Environment))];
        var byKind = ByKind(context, unknown.Contains, notes);
        var measurement = new LockMeasurement(context, sizes);
        if (byKind.Outcome == ProofOutcome.Faulty || measurement.Measured.Count == 0)
        {
            return byKind.Outcome != ProofOutcome.Shown || context.Traced.Blocking.Count == 0 ? byKind
                : byKind with { Evidence = $"locks for changes of the catalog alone, or what is empty or not there yet in {sizes.Statistics.Environment}" };
        }

        if (context.IsInTransaction)
        {
            throw new OutsideTransactionException("others use the tables meanwhile");
        }

        var (blocks, obstacle) = await context.Space.TryAsync(session => measurement.RunAsync(session, cancellationToken), cancellationToken).ConfigureAwait(false);
        return blocks is null ? ByKind(context, static _ => true, [LockFindings.NotMeasured(context.Migration, obstacle)]) : ByTime(context, blocks, byKind);
    }

    private ObligationResult ByTime(ProofContext context, IReadOnlyList<TableBlock> blocks, ObligationResult byKind)
    {
        var longest = blocks.MaxBy(static b => b.Estimate)!;
        var evidence = $"blocks {longest.Lock.Table} for {Durations.Rough(longest.Estimate)}{(longest.IsEstimate ? " by estimate" : "")}";
        List<Finding> over = [.. blocks.Where(b => b.Estimate > context.BudgetOf(b.Lock.Table)).Select(b => LockFindings.OverBudget(context.Traced, b, context.BudgetOf(b.Lock.Table)))];
        return over.Count > 0 || byKind.Outcome == ProofOutcome.Shown
            ? Result(context, evidence, over, byKind.Findings)
            : byKind with { Evidence = $"{evidence}; {byKind.Evidence}" };
    }

    private ObligationResult ByKind(ProofContext context, Func<string, bool> counts, IReadOnlyList<Finding> notes)
    {
        var faulty = context.Traced.Statements.Where(s => s.HeldAtWork.Any(l => counts(l.Table))).ToList();
        if (faulty.Count == 0 && NotSeen(context.Traced, counts) is { } lacking)
        {
            return context.Migration.Directives.AllowanceOf(Hazards.Lock) is { } declared
                ? context.Result(this, ProofOutcome.Shown, $"{lacking}, declared: {declared.Reason}") with { Findings = notes }
                : context.Result(this, ProofOutcome.Missing, lacking) with { Findings = notes };
        }

        // What a statement does to several tables is told of the one that is locked most.
        var byTable = faulty.GroupBy(s => s.HeldAtWork.Where(l => counts(l.Table)).MaxBy(static l => l.Mode)!.Table, StringComparer.Ordinal);
        return Result(context, Evidence(context.Traced, faulty, counts), [.. byTable.Select(static g => LockFindings.BlocksAtWork(g.Key, [.. g]))], notes);
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

    // What was not seen is no evidence.
    private static string? NotSeen(TracedScript traced, Func<string, bool> counts) =>
        traced.Statements.FirstOrDefault(static s => s.Obstacle is not null) is { } unseen ? $"not observed: {unseen.Obstacle}"
        : traced.Statements.SelectMany(static s => s.LockedAndRead).FirstOrDefault(counts) is { } read ? $"not observed: it locks {read} and reads all of it, in one transaction or in two"
        : traced.Statements.SelectMany(static s => s.WrittenByIndex).FirstOrDefault(counts) is { } written ? $"not measured: it writes rows of {written} that it finds by an index while the table is locked"
        : null;

    private static string Evidence(TracedScript traced, List<TracedStatement> faulty, Func<string, bool> counts)
    {
        var unseen = traced.Statements.Count(static s => !s.IsSeen);
        var note = unseen == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {unseen} statement{(unseen == 1 ? "" : "s")} over before it was seen");
        var tables = faulty.SelectMany(static s => s.HeldAtWork).Select(static l => l.Table).Where(counts).Distinct(StringComparer.Ordinal).ToList();
        return tables.Count > 0 ? $"blocks {string.Join(", ", tables)} at work{note}"
            : traced.Blocking.Count > 0 ? $"locks for changes of the catalog alone{note}"
            : $"keeps nobody waiting{note}";
    }
}
