using Plumb.Checks;
using Plumb.Findings;

namespace Plumb.Tests.Checks;

public sealed class IdentityTests
{
    [Theory]
    [InlineData("anon", "anon", null)]
    [InlineData("Authenticated  {\"sub\": \"x\"}", "authenticated", "{\"sub\": \"x\"}")]
    [InlineData("authenticated{}", "authenticated", "{}")]
    [InlineData("\"My \"\"Role\" {}", "My \"Role", "{}")]
    public void A_role_may_have_claims(string text, string role, string? claims) =>
        Assert.Equal(new Identity(role, claims), Parsed.OnlyCheck($"-- test: a\n-- as: {text}\nSELECT 1;").As);

    [Theory]
    [InlineData("", "as:")]
    [InlineData("{\"sub\": 1}", "{\"sub\": 1}")]
    [InlineData("anon [1]", "[1]")]
    [InlineData("anon and others", "and others")]
    [InlineData("anon {\"süb\": x}", "x")]
    [InlineData("anon {\"sub\": \"x\"", "\"")]
    [InlineData("none", "none")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("\"open", "\"open")]
    public void What_is_no_identity_is_an_error_with_its_place(string text, string underlined)
    {
        var finding = Parsed.OnlyFinding($"-- test: a\n-- as: {text}\nSELECT 1;");

        Assert.Equal((FindingCodes.InvalidIdentity, 2), (finding.Code, finding.Place!.Line));
        Assert.Equal(underlined, Parsed.Underlined(finding));
    }

    [Fact]
    public void A_check_runs_as_one_role_only() =>
        Assert.Equal(FindingCodes.RepeatedCheckHeader, Parsed.OnlyFinding("-- test: a\n-- as: anon\n-- as: authenticated\nSELECT 1;").Code);
}
