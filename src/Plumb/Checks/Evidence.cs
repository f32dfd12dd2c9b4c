namespace Plumb.Checks;

/// <summary>The rows that a check saw, up to a limit, as text.</summary>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">Each row's values in the order of the columns; null is SQL NULL.</param>
public sealed record Evidence(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows)
{
    /// <summary>No columns and no rows.</summary>
    public static Evidence None { get; } = new([], []);
}
