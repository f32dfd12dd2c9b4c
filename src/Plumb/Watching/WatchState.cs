using Plumb.Diffing;
using Plumb.Proof;

namespace Plumb.Watching;

/// <summary>What a watch knows of the migrations of a chain, whichever of its runs found it out.</summary>
internal sealed class WatchState
{
    private readonly Dictionary<string, string> judged = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> failing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Delta>> changes = new(StringComparer.Ordinal);

    /// <summary>The chain that was last replayed to its end.</summary>
    public WatchedChain? Followed { get; set; }

    /// <summary>The migration that was judged last, by its file stem.</summary>
    public string? Last { get; private set; }

    /// <summary>The places of the migrations whose files are not as they were judged.</summary>
    public IReadOnlyList<int> Unjudged(WatchedChain chain) =>
        [.. Enumerable.Range(0, chain.Migrations.Count).Where(i => judged.GetValueOrDefault(IdOf(chain, i)) != chain.Digests[IdOf(chain, i)])];

    /// <summary>A migration was judged as its files are.</summary>
    public void Judge(WatchedChain chain, int index)
    {
        Last = IdOf(chain, index);
        judged[Last] = chain.Digests[Last];
    }

    /// <summary>A migration was replayed, and this is what it changed.</summary>
    public void Replay(string id, IReadOnlyList<Delta> deltas) => changes[id] = deltas;

    /// <summary>Forgets how a migration was judged, so that it will be again.</summary>
    public void Forget(string? id)
    {
        if (id is not null)
        {
            judged.Remove(id);
        }
    }

    /// <summary>Takes note of what holds and what does not.</summary>
    public void Note(IEnumerable<ObligationResult> results, ProofOptions options)
    {
        foreach (var result in results.Where(static r => r.Migration is not null))
        {
            if (!failing.TryGetValue(result.Migration!, out var obligations))
            {
                failing.Add(result.Migration!, obligations = new HashSet<string>(StringComparer.Ordinal));
            }

            if (result.Fails(options))
            {
                obligations.Add(result.Obligation);
            }
            else
            {
                obligations.Remove(result.Obligation);
            }
        }
    }

    /// <summary>The migrations of a chain that do not hold, without those that are named.</summary>
    public IReadOnlyList<string> Failing(WatchedChain chain, IEnumerable<string?> without) =>
        [.. chain.Migrations.Select(static m => m.Migration.Id).Where(id => failing.GetValueOrDefault(id) is { Count: > 0 }).Except(without.OfType<string>(), StringComparer.Ordinal)];

    /// <summary>The migration of a chain that creates an object of that name, and runs after <paramref name="index"/>; null when none does.</summary>
    public string? CreatorOf(WatchedChain chain, int index, string name) => chain.Migrations.Skip(index + 1).Select(static m => m.Migration.Id)
        .FirstOrDefault(id => changes.GetValueOrDefault(id)?.Any(d => ChainReplay.Creates(d, name)) == true);

    private static string IdOf(WatchedChain chain, int index) => chain.Migrations[index].Migration.Id;
}
