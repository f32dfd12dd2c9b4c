using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Drift;

/// <summary>What ran on a database, as a chain that can be replayed: the files where they are what ran, else what the ledger keeps of it.</summary>
/// <param name="chain">The files.</param>
/// <param name="recordedElsewhere">The migrations that another tool applied: files, in the order of the chain, and what it keeps of those without a file.</param>
/// <param name="statements">By event, what the ledger keeps of those that are in no file.</param>
internal sealed class LedgerChain(Chain chain, IReadOnlyList<Migration> recordedElsewhere, IReadOnlyDictionary<long, IReadOnlyList<string>> statements)
{
    private readonly Dictionary<string, Migration> files = FilesOf(chain);
    private readonly IReadOnlyList<Migration> versioned = WithoutFilesToo(chain, recordedElsewhere);

    /// <summary>The events whose files are gone or were edited, so that the ledger's own record is needed.</summary>
    public static IReadOnlyList<long> EventsWithoutFile(Chain chain, IEnumerable<LedgerEvent> events)
    {
        var present = FilesOf(chain);
        return [.. events.Where(e => FileOf(e, present) is null).Select(static e => e.Id)];
    }

    /// <summary>What of these runs cannot be replayed.</summary>
    public IEnumerable<Finding> DoubtsOf(IReadOnlyList<RecordedRun> runs) => runs
        .Where(r => FileOf(r.Event, files) is null && KeptOf(r.Event) is null)
        .Select(static r => DriftFindings.NotReplayable(r.Event));

    /// <summary>The chain of these runs.</summary>
    public Chain Of(IReadOnlyList<RecordedRun> runs)
    {
        var order = versioned.Concat(chain.Repeatable).Select(static (m, i) => (m.Id, i)).ToDictionary(static m => m.Id, static m => m.i, StringComparer.Ordinal);
        var replayed = new List<Migration>();
        var elsewhere = new Queue<Migration>(versioned.IntersectBy(recordedElsewhere.Select(static m => m.Id), static m => m.Id, StringComparer.Ordinal));
        foreach (var run in runs)
        {
            while (elsewhere.TryPeek(out var earlier) && order[earlier.Id] < order.GetValueOrDefault(run.Event.Migration, int.MaxValue))
            {
                replayed.Add(elsewhere.Dequeue());
            }

            if (MigrationOf(run) is { } migration)
            {
                replayed.Add(migration);
            }
        }

        return chain with { Versioned = [.. replayed.Concat(elsewhere).Select(WithoutConditions)], Repeatable = [] };
    }

    /// <summary>Whether a version that another tool applied is replayed.</summary>
    public bool ReplaysElsewhere(string version) => recordedElsewhere.Any(m => m.Version.Digits == version);

    // What has no file stands where its version belongs.
    private static List<Migration> WithoutFilesToo(Chain chain, IReadOnlyList<Migration> recorded)
    {
        var all = chain.Versioned.ToList();
        foreach (var kept in recorded.ExceptBy(chain.Versioned.Select(static m => m.Id), static m => m.Id, StringComparer.Ordinal).OrderBy(static m => m.Version))
        {
            var place = all.FindIndex(m => m.Version > kept.Version);
            all.Insert(place < 0 ? all.Count : place, kept);
        }

        return all;
    }

    private static Dictionary<string, Migration> FilesOf(Chain chain) =>
        chain.Migrations.ToDictionary(static m => m.Id, StringComparer.Ordinal);

    private static Migration? FileOf(LedgerEvent run, Dictionary<string, Migration> files) =>
        files.TryGetValue(run.Migration, out var file) && file.Checksum == run.Checksum ? file : null;

    private Migration? MigrationOf(RecordedRun run)
    {
        var id = run.IsFirst ? run.Event.Migration : $"{run.Event.Migration} (event {run.Event.Id})";
        if (FileOf(run.Event, files) is { } file)
        {
            return file with { Id = id };
        }

        return KeptOf(run.Event) is { } kept ? KeptMigration.Of(id, $"plumb.event {run.Event.Id}", run.Event.Migration, kept) : null;
    }

    // Null for what the ledger keeps in part, and for what was adopted, of which nothing ran.
    private IReadOnlyList<string>? KeptOf(LedgerEvent run) =>
        run.Action is not "adopt" && statements.TryGetValue(run.Id, out var kept) && LedgerStatements.AreWhole(kept) ? kept : null;

    // What ran is what ran: it asks for nothing any more.
    private static Migration WithoutConditions(Migration migration) =>
        migration with { Directives = migration.Directives with { Only = [], Requires = [] } };
}
