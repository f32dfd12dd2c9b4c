using Plumb.Environments;
using Plumb.Migrations;

namespace Plumb.Proof.Sizes;

/// <summary>How large the tables of a database are. It holds no value of any row.</summary>
/// <param name="Environment">The environment's name.</param>
/// <param name="ServerVersion">The server's version.</param>
/// <param name="TakenAt">When the sizes were read.</param>
/// <param name="Tables">The tables, by name.</param>
public sealed record TableStatistics(string Environment, string ServerVersion, DateTimeOffset TakenAt, IReadOnlyList<TableSize> Tables)
{
    private readonly Dictionary<string, TableSize> byName = Tables.ToDictionary(static t => t.Name, StringComparer.Ordinal);

    /// <summary>The migrations that were in place: whatever they lock, they have locked it there.</summary>
    public IReadOnlyList<PlacedMigration> InPlace { get; init; } = [];

    /// <summary>A digest of all of it but the time: 64 lower-case hexadecimal digits.</summary>
    public string Digest => Checksum.Of(StatisticsFile.TextOf(this with { TakenAt = default })).Hex;

    /// <summary>A table; null when the database had none of that name.</summary>
    public TableSize? Find(string table) => byName.GetValueOrDefault(table);

    /// <summary>
    /// Whether a migration, as its file is now, was in place in the database that a proof is for. A proof for the embedded <c>local</c>, where nobody
    /// waits, is about this database.
    /// </summary>
    public bool IsInPlace(Migration migration, string environment) =>
        (environment == Environment || environment == EnvironmentConfiguration.Local) && InPlace.Contains(new PlacedMigration(migration.Id, migration.Checksum));
}
