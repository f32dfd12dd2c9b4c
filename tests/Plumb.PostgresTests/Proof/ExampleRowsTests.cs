using Plumb.PostgresTests.Examples;
using Plumb.Proof.Rows;

namespace Plumb.PostgresTests.Proof;

/// <summary>Rows for the tables of the examples, with their keys, checks, triggers and policies.</summary>
public sealed class ExampleRowsTests(ExampleServer server)
{
    [Fact]
    public async Task Every_table_of_Chronos_is_filled()
    {
        await using var database = await ChronosDatabase.PrepareAsync(server);
        await AssertFilledAsync(database);
    }

    [Theory]
    [InlineData("watch-parties", "20250110090000_habitats 20250117090000_dashboard 20250124090000_media_integration 20250131090000_habitat_watch_parties 20250207090000_stream_participants")]
    [InlineData("video-sessions", "20250215_video_sessions_zoom 20250215_video_sessions_participants_and_external")]
    public async Task Every_table_of_an_example_is_filled(string example, string chain)
    {
        await using var database = await ExampleDatabase.PrepareAsync(server, example, chain.Split(' '));
        await AssertFilledAsync(database);
    }

    private static async Task AssertFilledAsync(ExampleDatabase database)
    {
        await using var connection = await database.OpenAsync();
        var coverage = await new RowGenerator(connection, static t => t.Schema is "public").FillAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(coverage);
        Assert.DoesNotContain(coverage, static t => t.Obstacle is not null);
        foreach (var table in coverage)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{table.Table} {table.Rows}/{table.Tried}, NULL in {table.Nulls}/{table.Nullable}; {string.Join("; ", table.Refusals.Select(static r => $"{r.Value} x {r.Key}"))}");
        }
    }
}
