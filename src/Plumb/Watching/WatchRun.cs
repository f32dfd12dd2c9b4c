using System.Diagnostics;
using Plumb.Proof;
using Plumb.Proof.Obligations;

namespace Plumb.Watching;

/// <summary>What follows one save: the verdict on what was saved, then what takes longer. The next save abandons it wherever it is.</summary>
/// <param name="chain">The chain as it is now.</param>
/// <param name="shadow">Where it is tried.</param>
/// <param name="state">What is known of it.</param>
/// <param name="observer">Who is told.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="saved">When the save was noticed.</param>
internal sealed class WatchRun(WatchedChain chain, WatchShadow shadow, WatchState state, IWatchObserver observer, TimeProvider clock, long saved)
{
    /// <summary>How many prefixes of a chain are kept besides the last two; shorter chains keep fewer.</summary>
    private const int Stops = 10;
    private const int ShortestStride = 4;

    private readonly WatchObligations obligations = new(chain.Project.Options);
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private bool isLast = true;

    /// <summary>Replays the whole chain once.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        await FollowAsync(0, [], WatchStage.Start, [], cancellationToken).ConfigureAwait(false);
        await shadow.PrepareAsync(chain, Math.Max(0, chain.Migrations.Count - 1), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Judges what was saved, and replays what comes after it.</summary>
    public async Task JudgeAsync(CancellationToken cancellationToken)
    {
        var changed = state.Unjudged(chain);
        var from = chain.FirstOtherReplay(state.Followed!);
        var files = changed.ToDictionary(static i => i, i => chain.FilesThatDiffer(i, state.Followed));
        var gone = Gone();
        isLast = from is null;
        var replaying = await JudgeAsync(changed, obligations.AtOnce, WatchStage.Save, files, cancellationToken).ConfigureAwait(false);
        await JudgeAsync(replaying, obligations.Later, WatchStage.More, files, cancellationToken).ConfigureAwait(false);
        if (from is { } first)
        {
            isLast = true;
            await FollowAsync(first, changed, WatchStage.After, gone, cancellationToken).ConfigureAwait(false);
        }

        state.Followed = chain;
        await shadow.PrepareAsync(chain, changed.Count > 0 ? changed[0] : from ?? chain.Migrations.Count, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Judges migrations, and returns those of them that replay.</summary>
    private async Task<IReadOnlyList<int>> JudgeAsync(
        IReadOnlyList<int> places, IReadOnlyList<IObligation> judged, WatchStage stage, Dictionary<int, IReadOnlyList<string>> files, CancellationToken cancellationToken)
    {
        var replaying = new List<int>();
        if (places.Count == 0 || judged.Count == 0)
        {
            return replaying;
        }

        observer.Work($"judging {IdOf(places[0])}");
        var replay = await shadow.StageAsync(chain, places[0], cancellationToken).ConfigureAwait(false);
        try
        {
            for (var i = places[0]; i <= places[^1]; i++)
            {
                var (results, faults) = (replay.Results.Count, replay.Faults.Count);
                var isOne = places.Contains(i);
                await replay.StepAsync(i, isOne ? judged : obligations.OfOthers, cancellationToken).ConfigureAwait(false);
                if (isOne)
                {
                    var shown = replay.Results[results..];
                    Replays.Explain(shown, replay.Faults[faults..], name => state.CreatorOf(chain, i, name));
                    state.Judge(chain, i);
                    told.Add(IdOf(i));
                    if (!replay.Faults[faults..].Any())
                    {
                        replaying.Add(i);
                    }

                    Tell(stage, [.. shown.Where(r => stage != WatchStage.More || r.Obligation != Replays.Name)], judged, IdOf(i), files[i]);
                }
            }
        }
        finally
        {
            await shadow.LeaveAsync(replay).ConfigureAwait(false);
        }

        return replaying;
    }

    /// <summary>Replays the chain to its end from a place in it, and keeps prefixes on the way.</summary>
    private async Task FollowAsync(int from, IReadOnlyList<int> judged, WatchStage stage, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        observer.Work(stage == WatchStage.Start ? "replaying the chain" : "replaying what comes after it");
        var replay = await shadow.StageAsync(chain, from, cancellationToken).ConfigureAwait(false);
        try
        {
            for (var i = from; i < chain.Migrations.Count; i++)
            {
                await replay.StepAsync(i, obligations.OfOthers, cancellationToken).ConfigureAwait(false);
                state.Replay(IdOf(i), replay.Changes[^1]);
                if (stage == WatchStage.Start)
                {
                    state.Judge(chain, i);
                }

                if (IsStop(i + 1) && !shadow.Keeps(chain.Keys[i + 1]))
                {
                    await shadow.KeepAsync(replay, chain.Keys[i + 1], cancellationToken).ConfigureAwait(false);
                }
            }

            Replays.Explain(replay.Results, replay.Faults, name => state.CreatorOf(chain, from, name));
            state.Followed = chain;
            TellFollowed(replay.Results, judged, stage, files);
        }
        finally
        {
            await shadow.LeaveAsync(replay).ConfigureAwait(false);
        }
    }

    // A fault of what was saved was told, and counts here when others follow from it.
    private void TellFollowed(List<ObligationResult> results, IReadOnlyList<int> judged, WatchStage stage, IReadOnlyList<string> files)
    {
        var saved = judged.Select(IdOf).ToHashSet(StringComparer.Ordinal);
        var others = results.Where(r => !saved.Contains(r.Migration!)).ToList();
        if (others.Exists(r => r.Fails(chain.Project.Options)))
        {
            others.InsertRange(0, results.Where(r => saved.Contains(r.Migration!) && r is { Obligation: Replays.Name, Outcome: ProofOutcome.Faulty }));
        }

        if (others.Count > 0 || files.Count > 0 || stage == WatchStage.Start)
        {
            Tell(stage, others, obligations.OfOthers, null, files);
        }
    }

    private bool IsStop(int place)
    {
        var count = chain.Migrations.Count;
        return place >= count - 1 || place % Math.Max(ShortestStride, (count + Stops - 1) / Stops) == 0;
    }

    private IReadOnlyList<string> Gone() => state.Followed is not { } before ? [] :
        [.. before.Migrations.Where(m => !chain.Digests.ContainsKey(m.Migration.Id)).Select(static m => $"-{m.Migration.File}")];

    private void Tell(WatchStage stage, IReadOnlyList<ObligationResult> results, IReadOnlyList<IObligation> judged, string? migration, IReadOnlyList<string> files)
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
            StillFailing = isLast ? state.Failing(chain, results.Select(static r => r.Migration).Concat(told)) : [],
            Proof = new ProofResult(chain.Project.Chain, results, options)
            {
                Obligations = [.. stage == WatchStage.More ? [] : (string[])[Replays.Name], .. judged.Select(static o => o.Name)],
                ServerVersion = shadow.Identity?.Version ?? "",
                Role = shadow.Identity?.Role ?? "",
                IsSuperuser = shadow.Identity?.IsSuperuser ?? false,
                Duration = duration,
            },
        });
    }

    private string IdOf(int index) => chain.Migrations[index].Migration.Id;
}
