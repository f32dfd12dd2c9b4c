using Plumb.Execution;
using Plumb.Findings;

namespace Plumb.PostgresTests.Execution;

/// <summary>What Plumb says of a run, for the message of an assertion and for judging findings.</summary>
internal static class Told
{
    public static string Of(ExecutionResult result) => string.Join(
        '\n',
        result.Results.SelectMany(static r => r.Findings
            .Select(static f => FindingText.Render(f))
            .Prepend($"{r.Migration.Id}: {r.Outcome}")
            .Concat(r.Checks.Results.Select(static c => $"  {c.Outcome} {c.Check.Title}: {c.Found} {c.Finding?.Message}"))));

    /// <summary>The one finding of a run that failed; it has its four parts.</summary>
    public static Finding OneFinding(ExecutionResult result)
    {
        Assert.False(result.Succeeded);
        var finding = Assert.Single(result.Results[^1].Findings);
        AssertComplete(finding);
        return finding;
    }

    /// <summary>What happened, where with a caret, what it means and what to do.</summary>
    public static void AssertComplete(Finding finding, bool hasPlace = true)
    {
        Assert.False(string.IsNullOrWhiteSpace(finding.Message));
        Assert.False(string.IsNullOrWhiteSpace(finding.Meaning), $"no meaning: {finding.Message}");
        Assert.False(string.IsNullOrWhiteSpace(finding.Help), $"no help: {finding.Message}");
        if (hasPlace)
        {
            Assert.NotNull(finding.Place);
            Assert.NotNull(finding.Place.SourceLine);
            Assert.InRange(finding.Place.Length, 1, int.MaxValue);
        }
    }
}
