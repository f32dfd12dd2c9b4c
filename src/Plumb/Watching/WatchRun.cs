using System.Diagnostics;
using Plumb.Proof;
using Plumb.Proof.Obligations;

namespace Plumb.Watching;

/// <summary>What follows one save: the verdict on what was saved, then what takes longer. The next save abandons it wherever it is.</summary>
/// <param name="chain">The chain as it is now.</param>
/// <param name="before">As it was at the save before; null at the start.</param>
/// <param name="shadow">Where it is tried.</param>
/// <param name="state">What is known of it.</param>
/// <param name="observer">Who is told.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="saved">When the save was noticed.</param>
internal sealed class WatchRun(
    WatchedChain chain, WatchedChain? before, WatchShadow shadow, WatchState state, IWatchObserver observer, TimeProvider clock, long saved)
{
    /// <summary>How many prefixes of a chain are kept on the way; shorter chains keep fewer.</summary>
    private const int Stops = 5;
    private const int ShortestStride = 4;

    private readonly WatchObligations obligations = new(chain.Project.Options);
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private IReadOnlyList<string> standIns = [];
    private bool isFollowed;

    /// <summary>Replays the whole chain once.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        observer.Work("replaying the chain");
        var results = await GoOnAsync(0, chain.Migrations.Count, [], [], WatchStage.Start, cancellationToken).ConfigureAwait(false);
        state.Followed = chain;
        standIns = await shadow.UsedStandInsAsync(cancellationToken).ConfigureAwait(false);
        TellOthers(results, [], WatchStage.Start, []);
        await shadow.PrepareAsync(chain, BeforeLast, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Judges what was saved at once, then by what takes longer, and replays what comes after it.</summary>
    public async Task JudgeAsync(CancellationToken cancellationToken)
    {
        var changed = state.Unjudged(chain);
        var from = chain.FirstOtherReplay(state.Followed!);
        var files = changed.ToDictionary(static i => i, i => chain.FilesThatDiffer(i, state.Followed));
        var gone = Gone();
        isFollowed = from is not null;
        var replaying = await AtOnceAsync(changed, files, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<int> later = obligations.Later.Count > 0 ? replaying : [];
        List<ObligationResult> others = [];
        if (later.Count > 0 || from is not null)
        {
            observer.Work("judging what takes longer");
            var start = later.Count > 0 ? Math.Min(from ?? later[0], later[0]) : from!.Value;
            var end = from is null ? later[^1] + 1 : chain.Migrations.Count;
            others = await GoOnAsync(start, end, later, files, WatchStage.More, cancellationToken).ConfigureAwait(false);
        }

        state.Followed = chain;
        if (from is not null || gone.Count > 0)
        {
            TellOthers(others, changed, WatchStage.After, gone);
        }

        await shadow.PrepareAsync(chain, changed.Count > 0 ? changed[0] : BeforeLast, cancellationToken).ConfigureAwait(false);
    }

    private int BeforeLast => Math.Max(0, chain.Migrations.Count - 1);

    /// <summary>Judges migrations by what takes a few trials, and returns those of them that replay.</summary>
    private async Task<IReadOnlyList<int>> AtOnceAsync(IReadOnlyList<int> places, Dictionary<int, IReadOnlyList<string>> files, CancellationToken cancellationToken)
    {
        var replaying = new List<int>();
        if (places.Count == 0)
        {
            return replaying;
        }

        observer.Work($"judging {IdOf(places[0])}");
        var replay = await shadow.StageAsync(chain, places[0], keeps: false, cancellationToken).ConfigureAwait(false);
        try
        {
            for (var i = places[0]; i <= places[^1]; i++)
            {
                var (results, faults) = (replay.Results.Count, replay.Faults.Count);
                var isOne = places.Contains(i);
                await replay.StepAsync(i, isOne ? obligations.AtOnce : obligations.OfOthers, cancellationToken).ConfigureAwait(false);
                if (isOne)
                {
                    var shown = replay.Results[results..];
                    Replays.Explain(shown, replay.Faults[faults..], name => state.CreatorOf(chain, i, name));
                    state.Judge(chain, i);
                    told.Add(IdOf(i));
                    if (replay.Faults.Count == faults)
                    {
                        replaying.Add(i);
                    }

                    Tell(WatchStage.Save, shown, [Replays.Name, .. Names(obligations.AtOnce)], IdOf(i), files[i]);
                }
            }
        }
        finally
        {
            await shadow.LeaveAsync(replay).ConfigureAwait(false);
        }

        return replaying;
    }

    /// <summary>Replays a part of the chain, judges some of it by what takes longer, and keeps prefixes on the way; returns what was shown of the rest.</summary>
    private async Task<List<ObligationResult>> GoOnAsync(
        int from, int end, IReadOnlyList<int> later, Dictionary<int, IReadOnlyList<string>> files, WatchStage stage, CancellationToken cancellationToken)
    {
        var replay = await shadow.StageAsync(chain, from, keeps: true, cancellationToken).ConfigureAwait(false);
        try
        {
            for (var i = from; i < end; i++)
            {
                var count = replay.Results.Count;
                var isLater = later.Contains(i);
                await replay.StepAsync(i, isLater ? [.. obligations.OfOthers, .. obligations.Later] : obligations.OfOthers, cancellationToken).ConfigureAwait(false);
                state.Replay(IdOf(i), replay.Changes[^1]);
                if (stage == WatchStage.Start)
                {
                    state.Judge(chain, i);
                }

                if (isLater)
                {
                    var names = Names(obligations.Later);
                    Tell(stage, [.. replay.Results[count..].Where(r => names.Contains(r.Obligation, StringComparer.Ordinal))], names, IdOf(i), files[i]);
                }

                if (IsStop(i + 1, stage) && !shadow.Keeps(chain.Keys[i + 1]))
                {
                    await shadow.KeepAsync(replay, chain.Keys[i + 1], cancellationToken).ConfigureAwait(false);
                }
            }

            Replays.Explain(replay.Results, replay.Faults, name => state.CreatorOf(chain, from, name));
            return replay.Results;
        }
        finally
        {
            await shadow.LeaveAsync(replay).ConfigureAwait(false);
        }
    }

    // A fault of what was saved was told, and counts here when others follow from it.
    private void TellOthers(List<ObligationResult> results, IReadOnlyList<int> judged, WatchStage stage, IReadOnlyList<string> files)
    {
        var saved = judged.Select(IdOf).ToHashSet(StringComparer.Ordinal);
        var others = results.Where(r => !saved.Contains(r.Migration!)).ToList();
        if (others.Exists(r => r.Fails(chain.Project.Options)))
        {
            others.InsertRange(0, results.Where(r => saved.Contains(r.Migration!) && r is { Obligation: Replays.Name, Outcome: ProofOutcome.Faulty }));
        }

        if (others.Count > 0 || files.Count > 0 || stage == WatchStage.Start)
        {
            Tell(stage, others, [Replays.Name, .. Names(obligations.OfOthers)], null, files);
        }
    }

    private bool IsStop(int place, WatchStage stage)
    {
        var stride = Math.Max(ShortestStride, (chain.Migrations.Count + Stops - 1) / Stops);
        return place % stride == 0 || stage == WatchStage.Start && place == BeforeLast;
    }

    private static IReadOnlyList<string> Names(IReadOnlyList<IObligation> obligations) => [.. obligations.Select(static o => o.Name)];

    private IReadOnlyList<string> Gone() => before is null ? [] :
        [.. before.Migrations.Where(m => !chain.Digests.ContainsKey(m.Migration.Id)).Select(static m => $"-{m.Migration.File}")];

    private void Tell(WatchStage stage, IReadOnlyList<ObligationResult> results, IReadOnlyList<string> judged, string? migration, IReadOnlyList<string> files)
    {
        var options = chain.Project.Options;
        var duration = Stopwatch.GetElapsedTime(saved);
        state.Note(results, options);
        observer.Work(null);
        observer.Tell(new WatchReport(stage, clock.GetLocalNow() - duration, duration)
        {
            Migration = migration,
            Files = files,
            Left = obligations.Left,
            StillFailing = stage is WatchStage.Start or WatchStage.After || stage == WatchStage.Save && !isFollowed ? state.Failing(chain, results.Select(static r => r.Migration).Concat(told)) : [],
            Proof = new ProofResult(chain.Project.Chain, results, options)
            {
                Obligations = judged,
                StandIns = standIns,
                ServerVersion = shadow.Identity?.Version ?? "",
                Role = shadow.Identity?.Role ?? "",
                IsSuperuser = shadow.Identity?.IsSuperuser ?? false,
                Duration = duration,
            },
        });
    }

    private string IdOf(int index) => chain.Migrations[index].Migration.Id;
}
