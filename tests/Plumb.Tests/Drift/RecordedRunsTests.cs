using Plumb.Drift;
using Plumb.Execution;
using Plumb.Migrations;

namespace Plumb.Tests.Drift;

public sealed class RecordedRunsTests
{
    [Theory]
    [InlineData("apply a 1, apply b 1", "1 2")]
    [InlineData("apply a 1, apply b 1, revert a 1", "2")]
    [InlineData("apply a 1, revert a 1, apply a 1", "3")]
    [InlineData("apply a 1, apply b 1, apply a 2", "1 2 3*")]
    [InlineData("begin a 1, unverify a 1, apply a 1", "2")]
    [InlineData("begin a 1", "")]
    [InlineData("apply a 1, begin revert a 1", "1")]
    [InlineData("apply a 1, begin revert a 1, unverify revert a 1", "")]
    public void What_counts_is_what_ran_and_was_not_taken_back(string events, string expected) =>
        Assert.Equal(expected, Text(RecordedRuns.At(long.MaxValue, Parse(events))));

    [Fact]
    public void At_an_earlier_event_what_came_later_has_not_happened() =>
        Assert.Equal("1 2", Text(RecordedRuns.At(2, Parse("apply a 1, apply b 1, revert a 1, apply c 1"))));

    // The star marks a further run of a migration that counts already.
    private static string Text(IReadOnlyList<RecordedRun> runs) => string.Join(' ', runs.Select(static r => $"{r.Event.Id}{(r.IsFirst ? "" : "*")}"));

    private static IReadOnlyList<LedgerEvent> Parse(string events) =>
    [
        .. events.Split(", ").Select(static (text, i) =>
        {
            var words = text.Split(' ');
            return new LedgerEvent(i + 1, DateTimeOffset.UnixEpoch, "app", string.Join(' ', words[..^2]), words[^2], new Checksum(words[^1]));
        }),
    ];
}
