using Plumb.Findings;

namespace Plumb.Tests.Reporting;

public sealed class FindingTextTests
{
    private static readonly Finding Long = new(FindingCodes.CommandLine, Severity.Error, "something happened")
    {
        Place = new Place("migrations/1_a.sql", 3, 30) { Length = 5, SourceLine = "SELECT a, b, c, d, e, f, g FROM somewhere WHERE nothing" },
        Details = ["a detail of many words that does not fit into a narrow window"],
        Meaning = "a meaning of many words that does not fit into a narrow window",
        Help = "plumb up",
    };

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(39)]
    public void A_window_that_is_too_narrow_for_any_text_gets_that_of_the_narrowest(int width) =>
        Assert.Equal(FindingText.Render(Long, 40), FindingText.Render(Long, width));

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    public void Prose_is_broken_at_the_width(int width) =>
        Assert.All(FindingText.Render(Long, width).Split('\n').Where(static l => !l.Contains("-->", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, width));
}
