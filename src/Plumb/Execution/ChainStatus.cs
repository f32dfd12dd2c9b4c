using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>A chain against the ledger of one database.</summary>
/// <param name="Migrations">In the order in which they run; versioned ones, then repeatable ones, then those without a file.</param>
public sealed record ChainStatus(IReadOnlyList<MigrationStatus> Migrations)
{
    /// <summary>What <c>up</c> would run, in order.</summary>
    public IEnumerable<MigrationStatus> Pending => Migrations.Where(static m => m.IsPending);

    /// <summary>The file stems of the migrations whose changes are in the database and are what the files say.</summary>
    public IEnumerable<string> InPlace => Migrations.Where(static m => m.IsInPlace).Select(static m => m.Id);

    /// <summary>The migrations that are in the database, with those of <paramref name="others"/>, in the order in which they run.</summary>
    internal IEnumerable<Migration> There(HashSet<string> others) => Migrations
        .Where(m => m.Migration is not null && (m.IsInPlace || m.State == MigrationState.Unverified || others.Contains(m.Id)))
        .Select(static m => m.Migration!);

    /// <summary>What <c>up</c> stops at.</summary>
    public IEnumerable<MigrationStatus> Contradictions =>
        Migrations.Where(static m => m.State is MigrationState.Edited or MigrationState.Missing or MigrationState.Reverting);

    /// <summary>Holds <paramref name="chain"/> against <paramref name="ledger"/>.</summary>
    /// <param name="chain">The files.</param>
    /// <param name="ledger">What is recorded.</param>
    /// <param name="environment">The environment's name, for <c>only</c> directives; null to ignore them.</param>
    public static ChainStatus Of(Chain chain, Ledger ledger, string? environment)
    {
        var entries = ledger.Entries.ToDictionary(static e => e.Id, StringComparer.Ordinal);
        var files = chain.Migrations.ToDictionary(static m => m.Id, StringComparer.Ordinal);
        var recorded = RecordedElsewhere(chain, ledger, entries, environment);
        var statuses = new List<MigrationStatus>(files.Count);
        foreach (var migration in files.Values)
        {
            var entry = entries.GetValueOrDefault(migration.Id);
            statuses.Add(new MigrationStatus(migration.Id, StateOf(migration, entry, recorded, environment), migration, entry));
        }

        statuses.AddRange(ledger.Entries
            .Where(e => !files.ContainsKey(e.Id))
            .Select(static e => new MigrationStatus(e.Id, MigrationState.Missing, null, e)));
        var versions = chain.Versioned.Select(static m => m.Version.Digits)
            .Concat(ledger.Entries.Select(static e => e.Version.Digits))
            .ToHashSet(StringComparer.Ordinal);
        statuses.AddRange(ledger.Supabase
            .Where(e => !versions.Contains(e.Version))
            .Select(static e => new MigrationStatus(e.Version, MigrationState.Missing, null, null)));
        return new ChainStatus(statuses);
    }

    private static MigrationState StateOf(Migration migration, LedgerEntry? entry, HashSet<string> recorded, string? environment)
    {
        if (entry is null)
        {
            return recorded.Contains(migration.Id) ? MigrationState.Recorded
                : Excludes(migration, environment) ? MigrationState.Excluded
                : MigrationState.Pending;
        }

        return entry.State switch
        {
            LedgerState.Incomplete => MigrationState.Incomplete,
            LedgerState.Reverting => MigrationState.Reverting,
            LedgerState.Unverified when entry.Checksum == migration.Checksum => MigrationState.Unverified,
            LedgerState.Applied when entry.Checksum == migration.Checksum => MigrationState.Applied,
            _ => migration.Kind == MigrationKind.Repeatable ? MigrationState.Changed : MigrationState.Edited,
        };
    }

    private static bool Excludes(Migration migration, string? environment) =>
        environment is not null && !migration.Directives.RunsIn(environment);

    /// <summary>
    /// The files that another tool recorded. With one version in several files the row's name says which; without a name it is the first
    /// in the order of the chain that is for this environment, unless Plumb accounts for the row.
    /// </summary>
    private static HashSet<string> RecordedElsewhere(Chain chain, Ledger ledger, Dictionary<string, LedgerEntry> entries, string? environment)
    {
        var recorded = new HashSet<string>(StringComparer.Ordinal);
        if (ledger.Supabase.Count == 0)
        {
            return recorded;
        }

        var claimed = ledger.Entries.Where(static e => e.Kind == MigrationKind.Versioned).Select(static e => e.Version.Digits).ToHashSet(StringComparer.Ordinal);
        var unknown = chain.Versioned.Where(m => !entries.ContainsKey(m.Id)).OrderBy(m => Excludes(m, environment)).ToLookup(static m => m.Version.Digits, StringComparer.Ordinal);
        foreach (var row in ledger.Supabase)
        {
            List<Migration> named = [.. unknown[row.Version].Where(m => row.Names(m.Name))];
            recorded.UnionWith((named.Count > 0 || claimed.Contains(row.Version) ? named : unknown[row.Version].Take(1)).Select(static m => m.Id));
        }

        return recorded;
    }
}
