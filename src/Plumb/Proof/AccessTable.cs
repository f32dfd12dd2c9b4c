namespace Plumb.Proof;

/// <summary>Who reaches which table with which command. Superusers, owners and roles that bypass row security reach everything and are left out.</summary>
/// <param name="Levels">The cells that are not <see cref="AccessLevel.None"/>.</param>
/// <param name="Tables">Every table and view.</param>
internal sealed record AccessTable(IReadOnlyDictionary<AccessKey, AccessLevel> Levels, IReadOnlySet<string> Tables)
{
    /// <summary>A table without cells.</summary>
    public static AccessTable Empty { get; } = new(new Dictionary<AccessKey, AccessLevel>(), new HashSet<string>(StringComparer.Ordinal));

    /// <summary>The level of a cell.</summary>
    public AccessLevel this[AccessKey key] => Levels.GetValueOrDefault(key);
}
