namespace Plumb.Diagnosis;

/// <summary>The rows that came back, as text.</summary>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">The values; null for NULL.</param>
internal sealed record Answer(IReadOnlyList<string> Columns, IReadOnlyList<string?[]> Rows)
{
    /// <summary>No row, also when the server refused the question.</summary>
    public static readonly Answer None = new([], []);

    /// <summary>The SQLSTATE with which the server refused the question; null when it answered.</summary>
    public string? Refusal { get; init; }
}
