using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Migrations;

/// <summary>A comment that starts with <c>plumb:</c>, in any case and with or without spaces around it.</summary>
/// <param name="Source">The file.</param>
/// <param name="Comment">The whole comment.</param>
/// <param name="WordStart">Offset of the word after the colon.</param>
/// <param name="WordLength">Length of that word; 0 when there is none.</param>
/// <param name="End">Offset behind the comment's content, without white space at the end.</param>
internal readonly record struct PlumbComment(SourceText Source, Comment Comment, int WordStart, int WordLength, int End)
{
    private const string Prefix = "plumb";

    /// <summary>The word after the colon.</summary>
    public string Word => Source.Text.Substring(WordStart, WordLength);

    /// <summary>The place of the word, or of the whole comment when there is no word.</summary>
    public Place Place => WordLength > 0
        ? Source.PlaceAt(WordStart, WordLength)
        : Source.PlaceAt(Comment.Start, Comment.Length);

    /// <summary>
    /// Reads a comment. One that is meant for Plumb and misspelt (<c>plub: requires</c>, <c>plumb requires</c>) becomes a finding, so that
    /// it is never ignored.
    /// </summary>
    public static PlumbComment? Read(SourceText source, Comment comment, List<Finding> findings)
    {
        var text = source.Text;
        var end = comment.Start + comment.Length - (comment.IsBlock ? 2 : 0);
        var at = Skip(text, comment.Start + 2, end, comment.IsBlock ? "*! \t\r\n" : "- \t");
        var first = at;
        while (at < end && char.IsAsciiLetter(text[at]))
        {
            at++;
        }

        if (at - first is < 4 or > 6)
        {
            return null;
        }

        var prefix = text.AsSpan(first, at - first);
        var colon = Skip(text, at, end, " \t");
        var hasColon = colon < end && text[colon] == ':';
        var wordStart = Skip(text, hasColon ? colon + 1 : colon, end, comment.IsBlock ? " \t\r\n" : " \t");
        var wordEnd = wordStart;
        while (wordEnd < end && (char.IsAsciiLetterOrDigit(text[wordEnd]) || text[wordEnd] is '-' or '_'))
        {
            wordEnd++;
        }

        while (end > wordEnd && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        if (hasColon && prefix.Equals(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return new PlumbComment(source, comment, wordStart, wordEnd - wordStart, end);
        }

        var words = comment.IsBlock ? DirectiveWords.Blocks : DirectiveWords.Header;
        if (words.Contains(text[wordStart..wordEnd], StringComparer.Ordinal) && IsMeant(prefix, hasColon))
        {
            findings.Add(DirectiveFindings.Misspelt(source.PlaceAt(first, wordEnd - first), text[wordStart..wordEnd], comment.IsBlock));
        }

        return null;
    }

    private static bool IsMeant(ReadOnlySpan<char> prefix, bool hasColon) => hasColon
        ? NearestName.Of(prefix.ToString(), [Prefix]) is not null
        : prefix.Equals(Prefix, StringComparison.OrdinalIgnoreCase);

    private static int Skip(string text, int at, int end, string characters)
    {
        while (at < end && characters.Contains(text[at], StringComparison.Ordinal))
        {
            at++;
        }

        return at;
    }
}
