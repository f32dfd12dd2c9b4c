using Plumb.Findings;

namespace Plumb.Checks;

/// <summary>What the judged statement of a check did.</summary>
internal sealed record Observation
{
    /// <summary>Rows that it returned; null when it is no query.</summary>
    public long? Rows { get; init; }

    /// <summary>Rows that it changed; null when it changes none.</summary>
    public long? Affected { get; init; }

    /// <summary>How many columns it returned.</summary>
    public int ColumnCount { get; init; }

    /// <summary>The value in the first column of the first row.</summary>
    public string? FirstValue { get; init; }

    /// <summary><see cref="FirstValue"/> as it may be shown.</summary>
    public string? ShownValue { get; init; }

    /// <summary>How many columns are boolean.</summary>
    public int BooleanColumns { get; init; }

    /// <summary>The first boolean that was not true, such as <c>false in column ok (row 2)</c>; null when all were.</summary>
    public string? FirstUntrue { get; init; }

    /// <summary>For each <c>every row</c>, how many rows did not satisfy it.</summary>
    public IReadOnlyList<long> Breaking { get; init; } = [];

    /// <summary>The first rows.</summary>
    public Evidence First { get; init; } = Evidence.None;

    /// <summary>The first rows that broke an expectation about each row.</summary>
    public Evidence Broken { get; init; } = Evidence.None;

    /// <summary>The code of the error in which it ended; null when it succeeded.</summary>
    public string? SqlState { get; init; }

    /// <summary>The error in which it ended.</summary>
    public Finding? Error { get; init; }
}
