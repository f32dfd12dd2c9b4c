using System.Reflection;
using System.Text.RegularExpressions;
using Plumb.Findings;

namespace Plumb.Tests.Architecture;

public sealed class FindingCodeTests
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
    public void Every_finding_says_what_it_means()
    {
        // A command line that cannot be read is told by its message and the nearest right word.
        var findings = SourceFile.Below("src").Where(static f => f.TypeName != "UsageErrors")
            .SelectMany(static f => Regex.Matches(f.Code, @"new(?: Finding)?\(\s*FindingCodes\.\w+,\s*Severity\.(?s:.*?)(?:\}\)?\)?[;,]|\);)\r?\n").Select(m => (f.Path, m.Value)));
        Assert.NotEmpty(findings);
        Assert.Empty(findings.Where(static f => !f.Value.Contains("Meaning = ", StringComparison.Ordinal)).Select(static f => $"{f.Path}: {f.Value}"));
    }

    [Fact]
    public void Nothing_is_reported_without_a_code_of_the_list()
    {
        var files = SourceFile.Below("src").Where(static f => f.TypeName != nameof(FindingCodes));
        Assert.DoesNotContain(files, static f => f.Code.Contains("new FindingCode(", StringComparison.Ordinal));
    }
}
