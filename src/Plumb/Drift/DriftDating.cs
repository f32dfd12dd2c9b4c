using Plumb.Catalog;
using Plumb.Execution;
using Plumb.Findings;

namespace Plumb.Drift;

/// <summary>Finds between which entries of the ledger objects stopped being what the chain says.</summary>
/// <param name="history">The ledger.</param>
/// <param name="expectedAt">What the chain says of the time after an event.</param>
internal sealed class DriftDating(LedgerHistory history, Func<long, Task<Snapshot>> expectedAt)
{
    /// <summary>How many observations are looked at, from the newest back; each may take a replay.</summary>
    private const int Deepest = 20;

    /// <summary>The intervals, by object; empty when the ledger holds no observation that can be compared.</summary>
    /// <param name="drifted">The objects that are not as expected now, with their fingerprints; null for those that are gone.</param>
    /// <param name="profile">The profile of the snapshots.</param>
    /// <param name="serverVersion">The version of the server that replays.</param>
    public async Task<IReadOnlyDictionary<FactId, LedgerInterval>> OfAsync(IReadOnlyDictionary<FactId, string?> drifted, string profile, string serverVersion)
    {
        var events = history.Events.ToDictionary(static e => e.Id);
        var open = drifted.Keys.ToHashSet();
        var before = new Dictionary<FactId, LedgerEvent?>();
        var found = new Dictionary<FactId, LedgerInterval>();
        var sound = history.Observations.Where(o => events.ContainsKey(o.EventId)).ToList();
        var comparable = sound.AsEnumerable().Reverse().TakeWhile(o => o.Profile == profile && MajorOf(o.ServerVersion) == MajorOf(serverVersion));
        foreach (var observation in comparable.Take(Deepest))
        {
            if (open.Count == 0 || await ExpectedAsync(observation.EventId).ConfigureAwait(false) is not { } expected)
            {
                break;
            }

            var entry = events[observation.EventId];
            foreach (var id in open.ToList())
            {
                var was = observation.Objects.GetValueOrDefault(id.ToString());
                var should = expected.ObjectFingerprints.TryGetValue(id, out var fingerprint) ? fingerprint.Text : null;
                if (was == should)
                {
                    found[id] = new LedgerInterval(entry, before.GetValueOrDefault(id));
                    open.Remove(id);
                }
                else
                {
                    before[id] = entry;
                }
            }
        }

        foreach (var id in open.Where(before.ContainsKey))
        {
            found[id] = new LedgerInterval(null, before[id]);
        }

        return found.ToDictionary(static f => f.Key, f => f.Value with { Again = Again(f.Key, f.Value) });

        LedgerEvent? Again(FactId id, LedgerInterval when) =>
            when.Before is not null && sound[^1] is var last && last.Objects.GetValueOrDefault(id.ToString()) != drifted[id] ? events[last.EventId] : null;
    }

    private async Task<Snapshot?> ExpectedAsync(long eventId)
    {
        try
        {
            return await expectedAt(eventId).ConfigureAwait(false);
        }
        catch (VerificationException)
        {
            return null;
        }
    }

    private static string MajorOf(string version) => version.Split('.')[0];
}
