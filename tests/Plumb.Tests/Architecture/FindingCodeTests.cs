using System.Reflection;
using System.Text.RegularExpressions;
using Plumb.Findings;

namespace Plumb.Tests.Architecture;

public sealed partial class FindingCodeTests
{
    private static readonly FieldInfo[] Fields = typeof(FindingCodes).GetFields(BindingFlags.Public | BindingFlags.Static);

    private static readonly FindingCode[] Codes = [.. Fields.Select(static f => (FindingCode)f.GetValue(null)!)];

    [Fact]
    public void No_two_findings_share_a_code_or_a_slug()
    {
        Assert.Empty(Codes.GroupBy(static c => c.Code).Where(static g => g.Count() > 1).Select(static g => g.Key));
        Assert.Empty(Codes.GroupBy(static c => c.Slug).Where(static g => g.Count() > 1).Select(static g => g.Key));
    }

    [Fact]
    public void A_code_is_PL_and_three_digits_and_a_slug_is_words_with_hyphens() =>
        Assert.All(Codes, static c =>
        {
            Assert.Matches("^PL[0-9]{3}$", c.Code);
            Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", c.Slug);
        });

    [Fact]
    public void Every_code_is_reported_by_something()
    {
        var code = string.Concat(SourceFile.Below("src").Where(static f => f.TypeName != nameof(FindingCodes)).Select(static f => f.Code));
        Assert.Empty(Fields.Where(f => !Regex.IsMatch(code, $@"\bFindingCodes\.{f.Name}\b")).Select(static f => f.Name));
    }

    [Fact]
    public void Every_finding_says_what_it_means_and_what_to_do()
    {
        // Those of checks and of server errors have the parts as parameters; those of the command line get them where they are written.
        var makers = SourceFile.Below("src").Where(static f => f.TypeName is not ("CheckFindings" or "ServerExplanations" or "UsageErrors"))
            .SelectMany(static f => Members(f).Where(static m => Makes().IsMatch(m)).Select(m => (f.Path, Code: m))).ToList();
        Assert.InRange(makers.Count, 150, int.MaxValue);
        Assert.Empty(makers.Where(static m => !IsWhole(m.Code)).Select(static m => $"{m.Path}: {m.Code.Trim().Split('\n')[0]}"));
    }

    [Theory]
    [InlineData("public static Finding A() => new(FindingCodes.B, Severity.Error, \"c\") { Meaning = \"d\", Help = \"e\" };", true)]
    [InlineData("public static Finding A() => Error(FindingCodes.B, place, \"c\");", false)]
    [InlineData("public static Finding A() => new(FindingCodes.B, Severity.Error, \"c\") { Help = \"e\" };", false)]
    [InlineData("public static Finding A(string? d) => new(FindingCodes.B, Severity.Error, \"c\") { Meaning = d is null ? null : \"d\", Help = \"e\" };", false)]
    public void A_finding_without_a_part_is_recognised(string code, bool isWhole)
    {
        Assert.Matches(Makes(), code);
        Assert.Equal(isWhole, IsWhole(code));
    }

    [Fact]
    public void Nothing_is_reported_without_a_code_of_the_list()
    {
        var files = SourceFile.Below("src").Where(static f => f.TypeName != nameof(FindingCodes));
        Assert.DoesNotContain(files, static f => f.Code.Contains("new FindingCode(", StringComparison.Ordinal));
    }

    /// <summary>Each method or property of a file, from its modifier on.</summary>
    private static string[] Members(SourceFile file) => Regex.Split(file.Code, @"(?m)^(?=    (?:public|private|internal) )");

    /// <summary>Both parts are set, and neither to nothing.</summary>
    private static bool IsWhole(string member) =>
        member.Contains("Meaning = ", StringComparison.Ordinal) && member.Contains("Help = ", StringComparison.Ordinal) && !Nothing().IsMatch(member);

    [GeneratedRegex(@"\b(Finding|new|Error|Warning|Note|At|Of)\(\s*FindingCodes\.\w+,", RegexOptions.ExplicitCapture)]
    private static partial Regex Makes();

    [GeneratedRegex(@"\b(Meaning|Help)\s*=\s[^;{}]*?[?:]\s*null\s*[,:\r\n]", RegexOptions.ExplicitCapture)]
    private static partial Regex Nothing();
}
