using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Proof.Sizes;

namespace Plumb.Tests.Proof;

public sealed class StatisticsFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("plumb-stats-").FullName;

    [Fact]
    public void What_was_written_is_read_again()
    {
        var statistics = new TableStatistics(
            "production",
            "15.15",
            new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
            [new TableSize("public.event", 1_200_000, 512_000_000, [new ColumnSize("kind", 12, 0.25, -0.5)]), new TableSize("public.\"Wéird\"", 0, 0, [])])
        {
            InPlace = [new PlacedMigration("1_events", Checksum.Of("CREATE TABLE event ();"))],
        };
        StatisticsFile.Write(statistics, folder);
        var read = StatisticsFile.Read(folder)!;
        Assert.Equal((statistics.Environment, statistics.ServerVersion, statistics.TakenAt), (read.Environment, read.ServerVersion, read.TakenAt));
        Assert.Equal(statistics.InPlace, read.InPlace);
        Assert.Equal(["public.event", "public.\"Wéird\""], read.Tables.Select(static t => t.Name));
        Assert.Equal((1_200_000, 512_000_000), (read.Tables[0].Rows, read.Tables[0].Bytes));
        Assert.Equal(statistics.Tables[0].Columns, read.Tables[0].Columns);
        Assert.Equal((1_200_000, null), (read.Find("public.event")?.Rows, read.Find("public.draft")?.Rows));
    }

    [Fact]
    public void Without_a_file_nothing_is_known() => Assert.Null(StatisticsFile.Read(folder));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{ "format": 99 }""")]
    [InlineData("""{ "format": 2, "environment": "production" }""")]
    [InlineData("""{ "format": 1, "environment": "production", "serverVersion": "15", "takenAt": "2026-01-01T00:00:00Z", "inPlace": ["1_events"], "tables": [] }""")]
    [InlineData("""{ "format": 2, "environment": "production", "serverVersion": "15", "takenAt": "yesterday", "inPlace": [], "tables": [] }""")]
    [InlineData("""{ "format": 2, "environment": "p", "serverVersion": "15", "takenAt": "2026-01-01T00:00:00Z", "inPlace": [], "tables": [{ "name": "a", "rows": 1, "bytes": 1, "columns": [] }, { "name": "a", "rows": 1, "bytes": 1, "columns": [] }] }""")]
    public void A_damaged_file_is_an_error_and_not_taken_for_none(string text)
    {
        File.WriteAllText(Path.Combine(folder, StatisticsFile.FileName), text);
        Assert.Equal("PL733", Assert.Single(Assert.Throws<UsageException>(() => StatisticsFile.Read(folder)).Findings).Code.Code);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
