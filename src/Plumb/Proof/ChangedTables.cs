using Plumb.Catalog;

namespace Plumb.Proof;

/// <summary>The tables and views that a transaction has changed.</summary>
/// <param name="Since">The state in which it began.</param>
/// <param name="Oids">Those that are there.</param>
/// <param name="Names">Their names and the names of those that are gone, without quotes: the server quotes more words than Plumb does.</param>
/// <param name="ChangesSchemas">Whether it changed a schema that was there, and with it perhaps who reaches the tables in it.</param>
internal sealed record ChangedTables(Moment Since, uint[] Oids, IReadOnlySet<string> Names, bool ChangesSchemas)
{
    /// <summary>Those that were read anew for <paramref name="state"/>.</summary>
    public static ChangedTables Of(Moment since, CatalogState state)
    {
        var before = since.State!.Nodes;
        var relations = state.Change!.Objects.Where(static key => key.Catalog == SystemCatalog.Class).ToList();
        return new ChangedTables(
            since,
            [.. relations.Select(static key => key.Oid)],
            relations.SelectMany(key => new[] { before.Find(key), state.Nodes.Find(key) }).OfType<CatalogNode>().Select(static n => Unquoted(n.Id.SqlName)).ToHashSet(StringComparer.Ordinal),
            state.Change.Objects.Any(key => key.Catalog == SystemCatalog.Namespace && before.TryGetValue(key, out _)));
    }

    /// <summary>Whether the table of that name has changed.</summary>
    public bool Contains(string table) => Names.Contains(Unquoted(table));

    private static string Unquoted(string name) => name.Replace("\"", "", StringComparison.Ordinal);
}
