using System.Text;
using Plumb.Catalog;
using Plumb.Findings;

namespace Plumb.Tests.Catalog;

/// <summary>Snapshots as files.</summary>
public sealed class SnapshotFileTests
{
    private static readonly FactId Schema = new(FactKinds.Schema, null, "public");

    [Fact]
    public void A_file_gives_back_what_was_written()
    {
        var snapshot = Sample();
        var read = SnapshotFile.Read(Bytes(snapshot), "s.json");
        Assert.Equal(snapshot.Fingerprint, read.Fingerprint);
        Assert.Equal(snapshot.Gaps, read.Gaps);
        Assert.Equal(snapshot.Options.Schemas, read.Options.Schemas);
        Assert.Equal(snapshot.Options.Profile, read.Options.Profile);
        Assert.Equal(snapshot.ServerVersion, read.ServerVersion);
        Assert.Equal(snapshot.Facts.Select(static f => (f.Id, f.Payload)), read.Facts.Select(static f => (f.Id, f.Payload)));
        Assert.Equal(snapshot.Facts.Select(static f => f.Dependencies), read.Facts.Select(static f => f.Dependencies));
        Assert.Equal(Bytes(snapshot), Bytes(read));
    }

    [Fact]
    public void Each_fact_has_a_line()
    {
        var lines = Encoding.UTF8.GetString(Bytes(Sample())).Split('\n');
        Assert.Equal("""{"id":[["schema","public"],["sequence","s"]],"is":{"start":1,"cycle":true,"text":"\"ü\n","list":["a","b"]},"needs":[[["schema","public"]]]}""", lines[2]);
        Assert.Equal("", lines[^1]);
    }

    [Fact]
    public void A_file_that_was_changed_is_refused()
    {
        var text = Encoding.UTF8.GetString(Bytes(Sample())).Replace("\"start\":1", "\"start\":2", StringComparison.Ordinal);
        Assert.Equal(FindingCodes.SnapshotFileUnreadable, Refused(text).Code);
    }

    [Fact]
    public void A_file_of_a_newer_format_is_refused()
    {
        var text = Encoding.UTF8.GetString(Bytes(Sample())).Replace("\"plumb_snapshot\":1", "\"plumb_snapshot\":9", StringComparison.Ordinal);
        Assert.Equal(FindingCodes.SnapshotFileTooNew, Refused(text).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("SELECT 1;")]
    [InlineData("{\"plumb_snapshot\":\"one\"}")]
    [InlineData("{\"plumb_snapshot\":1,\"facts\":[{\"id\":[[\"tabel\",\"t\"]]}]}")]
    [InlineData("{\"plumb_snapshot\":1,\"facts\":[{\"id\":[[]]}]}")]
    [InlineData("{\"plumb_snapshot\":1,\"facts\":[{\"id\":\"x\"}]}")]
    public void What_is_no_snapshot_is_refused(string text) => Assert.Equal(FindingCodes.SnapshotFileUnreadable, Refused(text).Code);

    [Fact]
    public void A_file_that_is_cut_short_is_refused()
    {
        var bytes = Bytes(Sample());
        for (var length = 0; length < bytes.Length - 1; length++)
        {
            Assert.Throws<UsageException>(() => SnapshotFile.Read(bytes.AsSpan(0, length), "s.json"));
        }
    }

    private static Finding Refused(string text) =>
        Assert.Throws<UsageException>(() => SnapshotFile.Read(Encoding.UTF8.GetBytes(text), "s.json")).Findings[0];

    private static byte[] Bytes(Snapshot snapshot)
    {
        using var file = new MemoryStream();
        SnapshotFile.Write(snapshot, file);
        return file.ToArray();
    }

    private static Snapshot Sample() => new(
        "15.18",
        new SnapshotOptions { Profile = "supabase", Schemas = ["public"] },
        [
            new Fact(
                new FactId(FactKinds.Find("sequence")!, Schema, "s"),
                new Payload(
                    new FactProperty("start", new FactValue(1)),
                    new FactProperty("cycle", new FactValue(true)),
                    new FactProperty("text", new FactValue("\"ü\n")),
                    new FactProperty("list", new FactValue(["a", "b"]))),
                [Schema]),
            new Fact(Schema, default, []),
        ],
        [new SnapshotGap("options of user mapping s.u", "the role may not read it")]);
}
