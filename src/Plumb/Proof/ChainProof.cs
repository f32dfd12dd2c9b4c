using System.Diagnostics;
using Plumb.Diffing;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Proof.Obligations;
using Plumb.Shadow;

namespace Plumb.Proof;

/// <summary>Shows by execution on a throwaway server what a chain is worth.</summary>
/// <param name="chain">The files.</param>
/// <param name="options">What is proven.</param>
/// <param name="embedded">Which server it runs on.</param>
/// <param name="progress">Told how far it is.</param>
public sealed class ChainProof(Chain chain, ProofOptions options, EmbeddedServerOptions embedded, IProgress<ProofEvent> progress)
{
    private readonly List<ObligationResult> results = [];
    private readonly List<ReplayFault> faults = [];
    private readonly List<IReadOnlyList<Delta>> changes = [];
    private Moment? first;
    private List<Finding> fileFaults = [];

    /// <summary>The names of all obligations, in the order in which they are reported.</summary>
    public static IReadOnlyList<string> Obligations { get; } = ObligationList.Names;

    /// <summary>Replays the chain from nothing and judges every migration.</summary>
    /// <exception cref="DatabaseException">No server could be started, or it was lost.</exception>
    public async Task<ProofResult> RunAsync(CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        (var prepared, fileFaults) = PreparedChain.Of(chain, options.Environment);
        var second = BeginSecond(prepared, cancellationToken);
        try
        {
            return await ProveAsync(prepared, second, begun, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (second is not null)
            {
                await second.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<ProofResult> ProveAsync(List<PreparedMigration> prepared, SecondReplay? second, long begun, CancellationToken cancellationToken)
    {
        var server = await ShadowServer.StartAsync(embedded, options, cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            var session = await server.OpenAsync(ShadowServer.Main, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<IObligation> demanded = [.. ObligationList.All.Where(o => options.DemandOn(o.Name) != Demand.Off && (second is null || !SecondReplay.Judged.Contains(o)))];
            var last = await ReplayAsync(server, session, prepared, demanded, cancellationToken).ConfigureAwait(false);
            var standIns = await server.UsedStandInsAsync(cancellationToken).ConfigureAwait(false);
            Replays.Explain(results, faults, name => CreatorOf(name, prepared));
            await JudgeChainAsync(server, session.Identity, second, prepared, last, cancellationToken).ConfigureAwait(false);
            results.AddRange(second is null ? [] : (await second.End.WaitAsync(cancellationToken).ConfigureAwait(false)).Results);
            return new ProofResult(chain, Ordered(prepared), options with { Profile = embedded.Profile })
            {
                Obligations = [.. Obligations.Where(IsLookedAt)],
                ServerVersion = session.Identity.Version,
                Role = session.Identity.Role,
                IsSuperuser = session.Identity.IsSuperuser,
                StandIns = standIns,
                Fingerprint = last.Schema.Fingerprint.Text,
                Duration = Stopwatch.GetElapsedTime(begun),
            };
        }
    }

    // By itself a chain has one order; whoever asks for more than that is told so.
    private bool IsLookedAt(string obligation) => options.DemandOn(obligation) != Demand.Off
        && (obligation != OrderIndependent.Obligation || options.Pending.Count > 0 || options.Demands.ContainsKey(obligation));

    private SecondReplay? BeginSecond(List<PreparedMigration> prepared, CancellationToken cancellationToken) =>
        options.DemandOn("deterministic") != Demand.Off && options.Only.Count == 0 && prepared.Count > 0 && !prepared.Exists(OutwardStatement.IsIn)
            ? SecondReplay.Begin(prepared, embedded, options, cancellationToken)
            : null;

    private async Task<Moment> ReplayAsync(
        ShadowServer server, ShadowSession session, List<PreparedMigration> prepared, IReadOnlyList<IObligation> demanded, CancellationToken cancellationToken)
    {
        var moment = await session.ReadAsync(cancellationToken, withAccess: true).ConfigureAwait(false);
        first = moment with { State = null };
        var replay = new ChainReplay(server, prepared, options, progress) { Session = session, Moment = moment };
        for (var i = 0; i < prepared.Count; i++)
        {
            var isJudged = options.Only.Count == 0 || options.Only.Contains(prepared[i].Migration.Id, StringComparer.Ordinal);
            await replay.StepAsync(i, isJudged ? demanded : [], cancellationToken).ConfigureAwait(false);
        }

        await replay.Session.DisposeAsync().ConfigureAwait(false);
        results.AddRange(replay.Results);
        faults.AddRange(replay.Faults);
        changes.AddRange(replay.Changes);
        return replay.Moment;
    }

    private async Task JudgeChainAsync(
        ShadowServer server, ServerIdentity identity, SecondReplay? second, List<PreparedMigration> prepared, Moment last, CancellationToken cancellationToken)
    {
        var replayed = new ReplayedChain(prepared, changes, faults) { First = first!, Last = last, Server = server, Identity = identity, Second = second, Embedded = embedded, Options = options, Results = results };
        foreach (var obligation in ObligationList.OfChain.Where(o => options.DemandOn(o.Name) != Demand.Off && options.Only.Count == 0 && prepared.Count > 0))
        {
            progress.Report(new ProofEvent("the whole chain", obligation.Name, prepared.Count - 1, prepared.Count));
            var begun = Stopwatch.GetTimestamp();
            var judged = await obligation.JudgeAsync(replayed, cancellationToken).ConfigureAwait(false);
            results.AddRange(judged.Select(r => r with { Duration = Stopwatch.GetElapsedTime(begun) / judged.Count }));
        }
    }

    /// <summary>The migration that creates an object of that name; null when none does.</summary>
    private string? CreatorOf(string name, List<PreparedMigration> prepared)
    {
        var index = changes.FindIndex(deltas => deltas.Any(d => ChainReplay.Creates(d, name)));
        return index < 0 ? null : prepared[index].Migration.Id;
    }

    private IReadOnlyList<ObligationResult> Ordered(List<PreparedMigration> prepared)
    {
        if (fileFaults.Exists(static f => f.Severity == Severity.Error))
        {
            results.Insert(0, new ObligationResult(Replays.Name, null, ProofOutcome.Faulty, "files are at fault") { Findings = fileFaults });
        }

        results.RemoveAll(r => r is { Migration: null, Outcome: ProofOutcome.NotApplicable } && (r.Obligation != OrderIndependent.Obligation || !IsLookedAt(r.Obligation)));
        var places = prepared.Select(static (p, i) => (p.Migration.Id, i)).ToDictionary(static p => p.Id, static p => p.i, StringComparer.Ordinal);
        var columns = Obligations.Select(static (name, i) => (name, i)).ToDictionary(static p => p.name, static p => p.i, StringComparer.Ordinal);
        return [.. results.OrderBy(r => r.Migration is null ? int.MaxValue : places[r.Migration]).ThenBy(r => columns[r.Obligation])];
    }
}
