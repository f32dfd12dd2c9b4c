namespace Plumb.Reporting;

/// <summary>A test case of a JUnit report.</summary>
/// <param name="Name">Such as an obligation, or the title of a check.</param>
/// <param name="Duration">The time it took.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">What there is to say in one line.</param>
internal sealed record JUnitCase(string Name, TimeSpan Duration, JUnitOutcome Outcome, string Message)
{
    /// <summary>What kind of fault it is, such as the code of its finding.</summary>
    public string? Kind { get; init; }

    /// <summary>Everything that there is to say, with places.</summary>
    public string Text { get; init; } = "";
}
