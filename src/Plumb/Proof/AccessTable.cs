namespace Plumb.Proof;

/// <summary>Who reaches which table with which command. Superusers, owners and roles that bypass row security reach everything and are left out.</summary>
/// <param name="Tables">Of every table and view the cells that are not <see cref="AccessLevel.None"/>. Moments of one database share those that did not change.</param>
internal sealed record AccessTable(IReadOnlyDictionary<string, Dictionary<AccessKey, AccessLevel>> Tables)
{
    private static readonly Dictionary<AccessKey, AccessLevel> Nobody = [];

    /// <summary>A table without cells.</summary>
    public static AccessTable Empty { get; } = new(new Dictionary<string, Dictionary<AccessKey, AccessLevel>>(StringComparer.Ordinal));

    /// <summary>The level of a cell.</summary>
    public AccessLevel this[AccessKey key] => Of(key.Table).GetValueOrDefault(key);

    /// <summary>The cells that have not the same level in both.</summary>
    public IEnumerable<AccessKey> KeysThatDiffer(AccessTable other) => Tables.Keys.Union(other.Tables.Keys, StringComparer.Ordinal)
        .Where(table => !ReferenceEquals(Of(table), other.Of(table)))
        .SelectMany(table => Of(table).Keys.Union(other.Of(table).Keys))
        .Where(key => this[key] != other[key]);

    private Dictionary<AccessKey, AccessLevel> Of(string table) => Tables.GetValueOrDefault(table, Nobody);
}
