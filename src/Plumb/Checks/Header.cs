using Plumb.Sql;

namespace Plumb.Checks;

/// <summary>A comment of a check script that is a header.</summary>
/// <param name="Word">Which one.</param>
/// <param name="Start">Offset of its word in the file.</param>
/// <param name="WordLength">Characters of its word, with the colon.</param>
/// <param name="ArgumentStart">Offset of its argument in the file.</param>
/// <param name="Argument">What stands behind the colon, without white space around it; empty for the words without one.</param>
/// <param name="Comment">The comment.</param>
internal sealed record Header(HeaderWord Word, int Start, int WordLength, int ArgumentStart, string Argument, Comment Comment)
{
    /// <summary>True for <c>check</c> and <c>test</c>.</summary>
    public bool IsTitle => Word is HeaderWord.Check or HeaderWord.Test;

    /// <summary>The header as it is written, without its argument.</summary>
    public string Written => HeaderWords.Written(Word);
}
