using Plumb.Findings;

namespace Plumb.Checks;

/// <summary>The result of one check.</summary>
/// <param name="Check">The check.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Expected">The expectations in short, joined with a comma.</param>
/// <param name="Found">What was found in short, such as <c>3 rows</c> or <c>error 42501</c>.</param>
/// <param name="Duration">The time it took.</param>
public sealed record CheckResult(Check Check, Outcome Outcome, string Expected, string Found, TimeSpan Duration)
{
    /// <summary>Rows that the judged statement returned or changed; null when it did neither.</summary>
    public long? RowCount { get; init; }

    /// <summary>For a failed check, the rows that broke it; else the first rows seen.</summary>
    public Evidence Evidence { get; init; } = Evidence.None;

    /// <summary>Why it ended in <see cref="Outcome.Error"/> or failed by an error of the server, with the server's text and place.</summary>
    public Finding? Finding { get; init; }

    /// <summary>True when it could not have failed, such as <c>every row</c> over no rows.</summary>
    public bool IsVacuous { get; init; }
}
