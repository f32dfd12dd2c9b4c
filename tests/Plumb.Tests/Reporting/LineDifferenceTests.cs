using FsCheck;
using FsCheck.Fluent;
using Plumb.Reporting.Differences;

namespace Plumb.Tests.Reporting;

public sealed class LineDifferenceTests
{
    [Fact]
    public void Only_what_changed_is_marked_and_equal_lines_keep_their_place() =>
        Assert.Equal(
            " a|-b|+B|+b2| c|-d| e",
            Text(LineDifference.Between("a\nb\nc\nd\ne", "a\nB\nb2\nc\ne")));

    [Fact]
    public void Far_from_a_change_lines_are_left_out() =>
        Assert.Equal(
            " …| 3| 4|-5|+five| 6| 7| …",
            Text([.. LineDifference.Hunks(LineDifference.Between("1\n2\n3\n4\n5\n6\n7\n8\n9", "1\n2\n3\n4\nfive\n6\n7\n8\n9"))]));

    [Fact]
    public void Both_texts_can_be_read_out_of_the_difference() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(Texts(), Texts(), static (before, after) =>
        {
            var lines = LineDifference.Between(before, after);
            return string.Join('\n', lines.Where(static l => l.Mark != '+').Select(static l => l.Line)) == before
                && string.Join('\n', lines.Where(static l => l.Mark != '-').Select(static l => l.Line)) == after;
        }));

    private static Arbitrary<string> Texts() => Gen.Elements("a", "b", "c", "").ListOf().Where(static l => l.Count > 0).Select(static l => string.Join('\n', l)).ToArbitrary();

    private static string Text(IReadOnlyList<(char Mark, string Line)> lines) => string.Join('|', lines.Select(static l => $"{l.Mark}{l.Line}"));
}
