namespace Plumb.Checks;

/// <summary>How a check ended.</summary>
public enum Outcome
{
    /// <summary>Every expectation held.</summary>
    Pass,

    /// <summary>An expectation did not hold.</summary>
    Fail,

    /// <summary>A statement could not be run, and no expectation asked for that.</summary>
    Error,

    /// <summary>It was not run, for example a test where tests were not asked for.</summary>
    Skipped,
}
