namespace Plumb.Reporting;

/// <summary>A suite of a JUnit report.</summary>
/// <param name="Name">Such as a migration.</param>
/// <param name="Cases">What was looked at.</param>
internal sealed record JUnitSuite(string Name, IReadOnlyList<JUnitCase> Cases);
