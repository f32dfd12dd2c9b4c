using Plumb.Findings;

namespace Plumb.PostgresTests.Proof;

/// <summary>Every planted fault is found by the obligation that it breaks, and by no other, at its place; its sound twin has none.</summary>
public sealed class ProofCorpusTests
{
    public static TheoryData<string> Cases => [.. ProofCase.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_planted_fault_is_found_by_its_obligation_at_its_place(string name)
    {
        using var planted = new ProofCase(name);
        var proof = await planted.ProveAsync("faulty", TestContext.Current.CancellationToken);

        Assert.False(proof.Holds);
        Assert.Equal(planted.Obligations.Order(StringComparer.Ordinal), proof.Failures.Select(static f => f.Obligation).Distinct().Order(StringComparer.Ordinal));
        var findings = proof.Failures.SelectMany(static f => f.Findings).Where(static f => f.Severity == Severity.Error).ToList();
        var text = FindingText.Render(findings);
        Assert.Contains(findings, f => f.Code.Code == planted["code"] && f.Place?.ToString().StartsWith(planted["place"], StringComparison.Ordinal) == true);
        Assert.Contains(planted["says"], text.ReplaceLineEndings(" ").Replace("            ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Its_sound_twin_is_proven(string name)
    {
        using var planted = new ProofCase(name);
        var proof = await planted.ProveAsync("sound", TestContext.Current.CancellationToken);

        Assert.Empty(FindingText.Render(proof.Failures.SelectMany(static f => f.Findings)));
        Assert.True(proof.Holds, string.Join("; ", proof.Failures.Select(static f => $"{f.Obligation} of {f.Migration}: {f.Evidence}")));
    }
}
