using Plumb.Catalog;
using Plumb.PostgresTests.Sql;

namespace Plumb.PostgresTests.Catalog;

/// <summary>
/// Two schemas in each folder of the corpus: <c>catalog--*</c> differ in one property, <c>catalog-same--*</c> do not. The judge is pg_dump.
/// </summary>
public sealed class FingerprintCorpusTests(PostgresServer server)
{
    private static readonly string Corpus = Path.Combine(Repository.Root, "corpus");

    public static TheoryData<string> Different => Cases("catalog--");

    public static TheoryData<string> Same => Cases("catalog-same--");

    [Theory]
    [MemberData(nameof(Different))]
    public async Task Fingerprints_differ_where_pg_dump_differs(string name)
    {
        var (first, second) = await CompareAsync(name);
        Assert.True(first.Dump is null || first.Dump != second.Dump, "pg_dump shows no difference");
        Assert.NotEqual(first.Snapshot.Fingerprint, second.Snapshot.Fingerprint);
        Assert.NotEqual(first.Snapshot.ObjectFingerprints, second.Snapshot.ObjectFingerprints);
        Assert.Empty(first.Snapshot.Gaps);
    }

    [Theory]
    [MemberData(nameof(Same))]
    public async Task Fingerprints_are_equal_where_pg_dump_is_equal(string name)
    {
        var (first, second) = await CompareAsync(name);
        // It writes grants in the order in which they were given.
        Assert.Equal(first.Dump?.Split('\n').Order(StringComparer.Ordinal), second.Dump?.Split('\n').Order(StringComparer.Ordinal));
        Assert.Equal(Lines(first.Snapshot), Lines(second.Snapshot));
        Assert.Equal(first.Snapshot.Fingerprint, second.Snapshot.Fingerprint);
    }

    private static string[] Lines(Snapshot snapshot) => [.. snapshot.Facts.Select(static f => f.ToString())];

    private static TheoryData<string> Cases(string prefix) =>
        [.. Directory.GetDirectories(Corpus, prefix + "*").Select(static d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    private async Task<((Snapshot Snapshot, string? Dump) First, (Snapshot Snapshot, string? Dump) Second)> CompareAsync(string name)
    {
        var a = await File.ReadAllTextAsync(Path.Combine(Corpus, name, "a.sql"), TestContext.Current.CancellationToken);
        var b = await File.ReadAllTextAsync(Path.Combine(Corpus, name, "b.sql"), TestContext.Current.CancellationToken);
        var first = await TakeAsync(a, junk: false);
        var second = await TakeAsync(b, junk: false);
        await AssertIndependentOfOidsAsync(b, second.Snapshot);
        AssertWrittenAndReadBack(second.Snapshot);
        return (first, second);
    }

    private async Task<(Snapshot Snapshot, string? Dump)> TakeAsync(string script, bool junk)
    {
        await using var database = await CatalogDatabase.CreateAsync(server);
        Assert.SkipWhen(script.StartsWith("-- since 15", StringComparison.Ordinal) && database.Connection.PostgreSqlVersion.Major < 15, "PostgreSQL 15 brought it");
        await database.RunAsync(script, junk);
        return (await database.TakeAsync(), await database.DumpAsync());
    }

    private async Task AssertIndependentOfOidsAsync(string script, Snapshot snapshot)
    {
        await using var database = await CatalogDatabase.CreateAsync(server);
        await database.RunAsync(script, junk: true);
        var again = await database.TakeAsync();
        Assert.Equal(Lines(snapshot), Lines(again));
        Assert.Equal(snapshot.Fingerprint, again.Fingerprint);
    }

    private static void AssertWrittenAndReadBack(Snapshot snapshot)
    {
        using var file = new MemoryStream();
        SnapshotFile.Write(snapshot, file);
        var read = SnapshotFile.Read(file.ToArray(), "test.json");
        Assert.Equal(snapshot.Fingerprint, read.Fingerprint);
        Assert.Equal(Lines(snapshot), Lines(read));
        Assert.Equal(snapshot.Facts.Select(static f => string.Join(';', f.Dependencies)), read.Facts.Select(static f => string.Join(';', f.Dependencies)));
        using var again = new MemoryStream();
        SnapshotFile.Write(read, again);
        Assert.Equal(file.ToArray(), again.ToArray());
    }
}
