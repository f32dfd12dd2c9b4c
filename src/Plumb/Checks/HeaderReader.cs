using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Checks;

/// <summary>
/// Tells the headers of a check script from prose. A header is a line comment on a line of its own, outside a statement, that
/// begins with a header's word and a colon, or is nothing but <c>optional</c> or <c>after commit</c>; case does not matter. What
/// comes close to one is reported, never ignored; everything else is prose.
/// </summary>
internal sealed class HeaderReader(SourceText source, List<Finding> findings)
{
    /// <summary>The header in <paramref name="comment"/>; null for prose and for what was reported.</summary>
    /// <param name="comment">Any comment of the script.</param>
    /// <param name="amongHeaders">True between a title and its first statement, where slips are most likely.</param>
    public Header? Read(Comment comment, bool amongHeaders)
    {
        var (start, content) = Content(comment);
        var colon = content.IndexOf(':', StringComparison.Ordinal);
        var name = (colon < 0 ? content : content[..colon]).TrimEnd();
        var word = HeaderWords.Exactly(name);
        if (colon >= 0 && name.Equals("plumb", StringComparison.OrdinalIgnoreCase))
        {
            findings.Add(CheckFindings.Directive(source.PlaceAt(start, content.Length)));
            return null;
        }

        if (word is not { } exact || HeaderWords.StandsAlone(exact) == colon >= 0)
        {
            ReportSlip(comment, start, name, colon >= 0, amongHeaders);
            return null;
        }

        return comment.IsBlock || comment.IsInside || !StandsOnItsOwnLine(comment)
            ? Misplaced(comment, exact, start, name.Length)
            : MakeHeader(comment, exact, start, content, colon);
    }

    private static Header MakeHeader(Comment comment, HeaderWord word, int start, string content, int colon)
    {
        if (colon < 0)
        {
            return new Header(word, start, content.Length, start + content.Length, "", comment);
        }

        var argument = content[(colon + 1)..].TrimStart();
        return new Header(word, start, colon + 1, start + content.Length - argument.Length, argument, comment);
    }

    private Header? Misplaced(Comment comment, HeaderWord word, int start, int length)
    {
        var place = source.PlaceAt(start, length);
        if (comment.IsBlock)
        {
            findings.Add(CheckFindings.HeaderInBlockComment(word, place));
        }
        else if (!StandsOnItsOwnLine(comment))
        {
            // A remark behind the words of a statement is prose; behind its semicolon it is a header in the wrong place.
            if (!comment.IsInside)
            {
                findings.Add(CheckFindings.HeaderBesideStatement(word, place));
            }
        }
        else
        {
            findings.Add(CheckFindings.HeaderInsideStatement(word, place));
        }

        return null;
    }

    private void ReportSlip(Comment comment, int start, string name, bool hasColon, bool amongHeaders)
    {
        var isCandidate = !comment.IsBlock && !comment.IsInside && StandsOnItsOwnLine(comment) && (hasColon || amongHeaders);
        if (!isCandidate || HeaderWords.Nearest(name, amongHeaders) is not { } nearest)
        {
            return;
        }

        if (hasColon || HeaderWords.StandsAlone(nearest))
        {
            findings.Add(CheckFindings.UnknownHeader(name, nearest, source.PlaceAt(start, name.Length)));
        }
    }

    private (int Start, string Content) Content(Comment comment)
    {
        var text = source.Text.Substring(comment.Start, comment.Length);
        var inner = comment.IsBlock ? text[2..Math.Max(2, text.Length - 2)] : text[2..];
        var content = inner.Trim();
        return (comment.Start + 2 + (inner.Length - inner.TrimStart().Length), content);
    }

    private bool StandsOnItsOwnLine(Comment comment)
    {
        var before = source.Text.AsSpan(0, comment.Start);
        return before[(before.LastIndexOf('\n') + 1)..].IsWhiteSpace();
    }
}
