namespace Plumb.Reporting;

/// <summary>How a test case of a JUnit report ended.</summary>
internal enum JUnitOutcome
{
    /// <summary>As it should.</summary>
    Passed,

    /// <summary>It was not as it should be.</summary>
    Failed,

    /// <summary>It could not be judged.</summary>
    Error,

    /// <summary>Nothing depends on it.</summary>
    Skipped,
}
