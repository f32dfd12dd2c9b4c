namespace Plumb.Proof.Sizes;

/// <summary>How large the tables of a database are. It holds no value of any row.</summary>
/// <param name="Environment">The environment's name.</param>
/// <param name="ServerVersion">The server's version.</param>
/// <param name="TakenAt">When the sizes were read.</param>
/// <param name="Tables">The tables, by name.</param>
public sealed record TableStatistics(string Environment, string ServerVersion, DateTimeOffset TakenAt, IReadOnlyList<TableSize> Tables)
{
    private readonly Dictionary<string, TableSize> byName = Tables.ToDictionary(static t => t.Name, StringComparer.Ordinal);

    /// <summary>The migrations, by their file stems, that were in place: whatever they lock, they have locked it.</summary>
    public IReadOnlyList<string> InPlace { get; init; } = [];

    /// <summary>A table; null when the database had none of that name.</summary>
    public TableSize? Find(string table) => byName.GetValueOrDefault(table);

    /// <summary>How many rows a table has; none when the database has no such table.</summary>
    public long RowsOf(string table) => Find(table)?.Rows ?? 0;
}
