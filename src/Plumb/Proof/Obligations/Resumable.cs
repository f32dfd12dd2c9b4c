using System.Globalization;
using System.Text.RegularExpressions;
using Plumb.Findings;
using Plumb.Proof.Crashes;

namespace Plumb.Proof.Obligations;

/// <summary>
/// Killed anywhere and run again, a migration that runs outside a transaction leaves what it leaves without an interruption. It runs as
/// <c>plumb up</c> runs it, on copies of the database.
/// </summary>
internal sealed partial class Resumable : IObligation
{
    /// <inheritdoc/>
    public string Name => "resumable";

    /// <inheritdoc/>
    public TrialStart Start => TrialStart.Before;

    /// <inheritdoc/>
    public async Task<ObligationResult> JudgeAsync(ProofContext context, CancellationToken cancellationToken)
    {
        if (context.Prepared.Up.RunsInTransaction)
        {
            return context.Result(this, ProofOutcome.NotApplicable, "one transaction each, of which nothing stays when it is killed");
        }

        var (whole, noted) = await RunWholeAsync(context, cancellationToken).ConfigureAwait(false);
        if (whole.Run is { Succeeded: false } refused)
        {
            return context.Result(this, ProofOutcome.Faulty, "does not run with a journal") with { Findings = refused.Findings };
        }

        var end = new Convergence(whole.End);
        var faults = new List<Finding>();
        List<CrashPoint> points =
        [
            .. context.Prepared.Up.Statements.Select(static (s, i) => new CrashPoint(s, i, CrashMoment.After)),
            .. noted.SelectMany(i => (CrashPoint[])[PointAt(context, i, CrashMoment.BeforeItsNote), PointAt(context, i, CrashMoment.Within)]),
        ];
        var killed = 0;
        foreach (var point in points.OrderBy(static p => p.Ordinal))
        {
            var (run, moment) = await RunKilledAsync(context, point, cancellationToken).ConfigureAwait(false);
            killed += run is null ? 0 : 1;
            if (run is null)
            {
                continue;
            }

            if (!run.Succeeded)
            {
                faults.Add(ProofFindings.NotResumed(point, context.Migration, run));
            }
            else if (await end.DifferencesAsync(moment, async () => (await RunWholeAsync(context, cancellationToken).ConfigureAwait(false)).Whole.End).ConfigureAwait(false) is { Count: > 0 } different)
            {
                faults.Add(ProofFindings.ResumedDiffers(point, context.Migration, different));
            }
        }

        return context.Result(this, faults.Count == 0 ? ProofOutcome.Shown : ProofOutcome.Faulty, faults.Count == 0 ? "comes to the same end" : "comes to another end, or to none") with
        {
            Findings = faults,
            Coverage = new Coverage(killed - faults.Count, killed, "kills come to the same end"),
        };
    }

    private static CrashPoint PointAt(ProofContext context, int ordinal, CrashMoment moment) => new(context.Prepared.Up.Statements[ordinal], ordinal, moment);

    /// <summary>A run without an interruption, and which statements it noted in the journal before and after they ran: those that refuse a transaction.</summary>
    private static async Task<((CrashedRun Run, Moment End) Whole, IReadOnlyList<int> Noted)> RunWholeAsync(ProofContext context, CancellationToken cancellationToken)
    {
        var whole = await context.Space.TryAsync(
            async session =>
            {
                var trial = new CrashTrial(context.Server, session, context.Prepared);
                await trial.KillBeforeNoteAsync(-1, cancellationToken).ConfigureAwait(false);
                return (Run: await trial.RunAsync(cancellationToken).ConfigureAwait(false), End: await session.ReadAsync(cancellationToken).ConfigureAwait(false));
            },
            cancellationToken).ConfigureAwait(false);
        return (whole, [.. (whole.Run.Result?.Notices ?? []).Select(static n => NotedStatement().Match(n)).Where(static m => m.Success).Select(static m => int.Parse(m.Groups["ordinal"].Value, CultureInfo.InvariantCulture))]);
    }

    /// <summary>Runs it until it is killed, then again to its end; no run when there was nothing to kill it at.</summary>
    private static Task<(CrashedRun? Run, Moment End)> RunKilledAsync(ProofContext context, CrashPoint point, CancellationToken cancellationToken) => context.Space.TryAsync(
        async session =>
        {
            var trial = new CrashTrial(context.Server, session, context.Prepared);
            var killed = await KillAsync(trial, point, cancellationToken).ConfigureAwait(false);
            return (killed.WasKilled ? await trial.RunAsync(cancellationToken).ConfigureAwait(false) : null, await session.ReadAsync(cancellationToken).ConfigureAwait(false));
        },
        cancellationToken);

    private static async Task<CrashedRun> KillAsync(CrashTrial trial, CrashPoint point, CancellationToken cancellationToken)
    {
        switch (point.Moment)
        {
            case CrashMoment.BeforeItsNote:
                await trial.KillBeforeNoteAsync(point.Ordinal, cancellationToken).ConfigureAwait(false);
                return await trial.RunAsync(cancellationToken).ConfigureAwait(false);
            case CrashMoment.Within:
                if (point.Ordinal > 0)
                {
                    await trial.RunAsync(done => done == point.Ordinal, cancellationToken).ConfigureAwait(false);
                }

                return await trial.RunHeldUpAsync(cancellationToken).ConfigureAwait(false);
            default:
                return await trial.RunAsync(done => done == point.Ordinal + 1, cancellationToken).ConfigureAwait(false);
        }
    }

    [GeneratedRegex("^plumb: noted (?<ordinal>[0-9]+)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotedStatement();
}
