using Plumb.Catalog;

namespace Plumb.Tests.Catalog;

/// <summary>The embedded queries.</summary>
public sealed class CatalogQueryTests
{
    private static readonly string[] OtherQueries = ["extension_members", "privileges", "dependencies", "unmodelled", "changes", "touched"];

    [Fact]
    public void Lines_are_chosen_by_the_version_of_the_server()
    {
        Assert.Contains("NULL::text AS rules", CatalogQuery.Read("collations", 15, isSuperuser: false), StringComparison.Ordinal);
        Assert.Contains("colliculocale", CatalogQuery.Read("collations", 16, isSuperuser: false), StringComparison.Ordinal);
        Assert.DoesNotContain("colliculocale", CatalogQuery.Read("collations", 17, isSuperuser: false), StringComparison.Ordinal);
        Assert.DoesNotContain("subconninfo", CatalogQuery.Read("subscriptions", 17, isSuperuser: false), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_query_belongs_to_a_kind_and_every_kind_has_its_queries()
    {
        const string Folder = "Plumb.Catalog.Queries.";
        var embedded = typeof(CatalogQuery).Assembly.GetManifestResourceNames()
            .Where(static n => n.StartsWith(Folder, StringComparison.Ordinal)).Select(static n => n[Folder.Length..^".sql".Length]);
        Assert.Equal(FactKinds.All.SelectMany(static k => k.Queries).Concat(OtherQueries).Order(StringComparer.Ordinal), embedded.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_kind_is_told_of_in_the_coverage()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "COVERAGE.md")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("COVERAGE.md was not found above the tests.");
        }

        var told = File.ReadAllText(Path.Combine(folder.FullName, "COVERAGE.md"));
        Assert.All(FactKinds.All, kind => Assert.Contains($"| {kind.Word} |", told, StringComparison.Ordinal));
    }
}
