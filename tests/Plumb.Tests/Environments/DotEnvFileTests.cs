using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Tests.Environments;

public sealed class DotEnvFileTests
{
    [Theory]
    [InlineData("A=x", "x")]
    [InlineData("A = x ", "x")]
    [InlineData("export A=x", "x")]
    [InlineData("\uFEFFA=x", "x")]
    [InlineData("A=x # comment", "x")]
    [InlineData("A=x#y", "x#y")]
    [InlineData("A='x # y'", "x # y")]
    [InlineData("A=\"x # \\\"y\\\"\" # comment", "x # \"y\"")]
    [InlineData("A='a\\n'", "a\\n")]
    [InlineData("A=\"a\\nb\"", "a\nb")]
    [InlineData("A='two\nlines'", "two\nlines")]
    [InlineData("A=a=b==", "a=b==")]
    [InlineData("A=", "")]
    [InlineData("A=# comment", "")]
    [InlineData("A=1\r\nA=2\r\n", "2")]
    [InlineData("# c\r\n\r\nA=x\r\nB='y'\r\n", "x")]
    public void A_line_gives_a_value(string text, string value)
    {
        var file = DotEnvFile.Parse(".env", text.TrimStart('\uFEFF'));
        Assert.Empty(file.Findings);
        Assert.Equal(value, file.Values["A"]);
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_reported_without_its_text_and_the_others_count()
    {
        var file = DotEnvFile.Parse(".env", "A='1\n2'\ns3cr3t\nB=\"s3cr3t\nC-D=s3cr3t\nE=5\n");
        Assert.Equal([3, 4, 5], file.Findings.Select(f => f.Place!.Line));
        Assert.Equal(("1\n2", "5"), (file.Values["A"], file.Values["E"]));
        Assert.DoesNotContain("s3cr3t", FindingText.Render(file.Findings), StringComparison.Ordinal);
    }
}
