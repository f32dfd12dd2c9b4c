using Plumb.Findings;

namespace Plumb.Tests;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("requries", "requires")]
    [InlineData("Only", "only")]
    [InlineData("lock-timout", "lock-timeout")]
    public void A_slip_finds_the_word_that_was_meant(string word, string expected) =>
        Assert.Equal(expected, NearestName.Of(word, ["requires", "only", "no-transaction", "lock-timeout", "allow"]));

    [Fact]
    public void A_word_that_resembles_nothing_finds_nothing() =>
        Assert.Null(NearestName.Of("banana", ["requires", "only", "no-transaction"]));
}
