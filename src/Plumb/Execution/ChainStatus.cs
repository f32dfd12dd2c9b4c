using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>A chain against the ledger of one database.</summary>
/// <param name="Migrations">In the order in which they run; versioned ones, then repeatable ones, then those without a file.</param>
public sealed record ChainStatus(IReadOnlyList<MigrationStatus> Migrations)
{
    /// <summary>What <c>up</c> would run, in order.</summary>
    public IEnumerable<MigrationStatus> Pending => Migrations.Where(static m => m.IsPending);

    /// <summary>What <c>up</c> stops at.</summary>
    public IEnumerable<MigrationStatus> Contradictions =>
        Migrations.Where(static m => m.State is MigrationState.Edited or MigrationState.Missing);

    /// <summary>Holds <paramref name="chain"/> against <paramref name="ledger"/>.</summary>
    /// <param name="chain">The files.</param>
    /// <param name="ledger">What is recorded.</param>
    /// <param name="environment">The environment's name, for <c>only</c> directives; null to ignore them.</param>
    public static ChainStatus Of(Chain chain, Ledger ledger, string? environment)
    {
        var entries = ledger.Entries.ToDictionary(static e => e.Id, StringComparer.Ordinal);
        var files = chain.Versioned.Concat(chain.Repeatable).ToDictionary(static m => m.Id, StringComparer.Ordinal);
        var recorded = UnclaimedVersions(chain, ledger, files);
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
        statuses.AddRange(ledger.SupabaseVersions
            .Where(v => !versions.Contains(v))
            .Select(static v => new MigrationStatus(v, MigrationState.Missing, null, null)));
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
            LedgerState.Unverified => MigrationState.Unverified,
            _ when entry.Checksum == migration.Checksum => MigrationState.Applied,
            _ => migration.Kind == MigrationKind.Repeatable ? MigrationState.Changed : MigrationState.Edited,
        };
    }

    private static bool Excludes(Migration migration, string? environment) =>
        environment is not null
        && migration.Directives.Only.Count > 0
        && !migration.Directives.Only.Contains(environment, StringComparer.Ordinal);

    /// <summary>
    /// The files whose version another tool recorded: with one version in several files, only as many as nobody else
    /// accounts for, in the order of the chain.
    /// </summary>
    private static HashSet<string> UnclaimedVersions(Chain chain, Ledger ledger, Dictionary<string, Migration> files)
    {
        var claimed = ledger.Entries
            .Where(e => e.Kind == MigrationKind.Versioned && files.ContainsKey(e.Id))
            .Select(static e => e.Version.Digits)
            .ToHashSet(StringComparer.Ordinal);
        var free = ledger.SupabaseVersions.Where(v => !claimed.Contains(v)).ToHashSet(StringComparer.Ordinal);
        return [.. chain.Versioned.Where(m => free.Remove(m.Version.Digits)).Select(static m => m.Id)];
    }
}
