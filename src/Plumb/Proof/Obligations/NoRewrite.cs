using System.Globalization;
using Plumb.Migrations;
using Plumb.Proof.Locks;

namespace Plumb.Proof.Obligations;

/// <summary>No table that was there before the migration is written anew, unless it is known to be empty.</summary>
internal sealed class NoRewrite : IObligation
{
    /// <inheritdoc/>
    public string Name => "no-rewrite";

    /// <inheritdoc/>
    public bool WantsLocks => true;

    /// <inheritdoc/>
    public Task<ObligationResult> JudgeAsync(ProofContext context, CancellationToken cancellationToken) => Task.FromResult(Judge(context));

    private ObligationResult Judge(ProofContext context)
    {
        var rewriting = context.Traced.Statements
            .Select(s => (Statement: s, Tables: s.Work.Where(static w => w.IsRewrite).Select(static w => w.Table).Distinct(StringComparer.Ordinal).ToList()))
            .Where(static r => r.Tables.Count > 0)
            .ToList();
        if (rewriting.Count == 0)
        {
            return context.Result(this, ProofOutcome.Shown, "no table that was there is rewritten");
        }

        var known = context.Sizes;
        var faulty = rewriting.Where(r => known is null || r.Tables.Exists(t => known.RowsOf(t) is not 0)).ToList();
        var count = rewriting.SelectMany(static r => r.Tables).Distinct(StringComparer.Ordinal).Count();
        var evidence = string.Create(CultureInfo.InvariantCulture, $"rewrites {count} table{(count == 1 ? "" : "s")}");
        if (faulty.Count == 0)
        {
            return context.Result(this, ProofOutcome.Shown, $"{evidence}, empty or not there yet in {known!.Statistics.Environment}");
        }

        if (context.IsInPlace)
        {
            return context.LongDone(this, $"{evidence}, ");
        }

        return context.Migration.Directives.AllowanceOf(Hazards.Rewrite) is { } declared
            ? context.Result(this, ProofOutcome.Shown, $"{evidence}, declared: {declared.Reason}")
            : context.Result(this, ProofOutcome.Faulty, evidence) with { Findings = [.. faulty.Select(static r => LockFindings.Rewrites(r.Statement, r.Tables))] };
    }
}
