using Plumb.Execution;

namespace Plumb.Drift;

/// <summary>Finds the runs whose changes are in a database, by what its ledger says.</summary>
internal static class RecordedRuns
{
    /// <summary>The runs that count after an event, in their order. A repeatable migration counts with each content that it had, since what came between may need it.</summary>
    public static IReadOnlyList<RecordedRun> At(long eventId, IReadOnlyList<LedgerEvent> events)
    {
        var runs = new Dictionary<string, List<LedgerEvent>>(StringComparer.Ordinal);
        foreach (var entry in events.Where(e => e.Id <= eventId))
        {
            if (entry.Action is "revert" or "unverify revert")
            {
                runs.Remove(entry.Migration);
            }
            else if (entry.Action is not ("begin" or "begin revert"))
            {
                var earlier = runs.TryGetValue(entry.Migration, out var known) ? known : runs[entry.Migration] = [];
                if (earlier.Count == 0 || earlier[^1].Checksum != entry.Checksum)
                {
                    earlier.Add(entry);
                }
            }
        }

        return [.. runs.Values.SelectMany(static r => r.Select((e, i) => new RecordedRun(e, i == 0))).OrderBy(static r => r.Event.Id)];
    }
}
