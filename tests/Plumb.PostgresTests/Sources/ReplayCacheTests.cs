using Plumb.Catalog;
using Plumb.PostgresTests.Execution;
using Plumb.Shadow;
using Plumb.Sources;

namespace Plumb.PostgresTests.Sources;

public sealed class ReplayCacheTests(PostgresServer server)
{
    /// <summary>What a ledger records as applied is replayed wherever it was applied; a chain of files leaves out what is for another environment.</summary>
    [Fact]
    public async Task A_chain_without_its_only_directives_is_another_chain()
    {
        await using var project = await TestProject.CreateAsync(
            server, ("migrations/001_a.sql", "CREATE TABLE a ();\n"), ("migrations/002_b.sql", "-- plumb: only production\nCREATE TABLE b ();\n"));
        var chain = project.Read();
        var everywhere = chain with { Versioned = [.. chain.Versioned.Select(static m => m with { Directives = m.Directives with { Only = [] } })] };
        var cache = new ReplayCache(new ShadowRequest(new EmbeddedServerOptions()) { Environment = "test" }, new SnapshotOptions(), TimeProvider.System);

        var left = await cache.GetAsync(chain, "the chain", TestContext.Current.CancellationToken);
        var whole = await cache.GetAsync(everywhere, "the chain", TestContext.Current.CancellationToken);

        Assert.Equal(["a"], Tables(left.Snapshot));
        Assert.Equal(["a", "b"], Tables(whole.Snapshot));
    }

    private static IEnumerable<string> Tables(Snapshot snapshot) => snapshot.Facts.Where(static f => f.Id.Kind.Word is "table").Select(static f => f.Id.Name).Order();
}
