using Plumb.Findings;

namespace Plumb.Checks;

/// <summary>What the result of a check must be.</summary>
/// <param name="Kind">The form.</param>
/// <param name="Text">As the author wrote it, such as <c>at least 2 rows</c>.</param>
/// <param name="Place">Where it is written.</param>
public sealed record Expectation(ExpectationKind Kind, string Text, Place Place)
{
    /// <summary>The N of the counting forms.</summary>
    public long Count { get; init; }

    /// <summary>The X of <c>value</c>, the SQL of <c>every row</c>, the SQLSTATE of <c>error</c>; empty for the others.</summary>
    public string Argument { get; init; } = "";
}
