using Plumb.Findings;

namespace Plumb.Sql;

/// <summary>One SQL statement with its place in a file.</summary>
/// <param name="Source">The file it stands in; inside an included file, that file.</param>
/// <param name="Start">Offset of its first character that is neither white space nor part of a comment.</param>
/// <param name="Length">Characters up to and without the terminating semicolon; white space and comments at the end are left out.</param>
/// <param name="Kind">What its leading words say that it is.</param>
public sealed record Statement(SourceText Source, int Start, int Length, StatementKind Kind)
{
    /// <summary>For <see cref="StatementKind.CopyFromStdin"/>: where the inline rows stand in <see cref="Source"/>, without the terminating <c>\.</c> line.</summary>
    public Range? CopyData { get; init; }

    /// <summary>Offset just past the semicolon that ends it, or past its last character when none does.</summary>
    public int End { get; init; } = Start + Length;

    /// <summary>The statement as it stands in the file, without its semicolon.</summary>
    public string Text => Source.Text.Substring(Start, Length);

    /// <summary>The same without a copy.</summary>
    public ReadOnlySpan<char> Span => Source.Text.AsSpan(Start, Length);

    /// <summary>Where it starts, underlining its first line.</summary>
    public Place Place => Source.PlaceAt(Start, Length);
}
