namespace Plumb.Findings;

/// <summary>A place in a user's file.</summary>
/// <param name="File">Path as shown to the user: relative to the project, with forward slashes.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column in characters, counted from 1; a tab counts as one.</param>
public sealed record Place(string File, int Line, int Column)
{
    /// <summary>The text of the line, without its line ending; null when it is not known.</summary>
    public string? SourceLine { get; init; }

    /// <summary>How many characters of the line the caret underlines; at least 1.</summary>
    public int Length { get; init; } = 1;

    /// <summary>The place as <c>file:line:column</c>.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
