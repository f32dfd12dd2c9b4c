using System.Buffers;

namespace Plumb.Sql;

/// <content>Tokens that have an opening and a closing: these are searched, not stepped through.</content>
internal ref partial struct SqlLexer
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    private SqlTokenKind ReadPrefixed(int at)
    {
        if (Follows(at, '\''))
        {
            switch (text[at] | 0x20)
            {
                case 'e':
                    return ReadString(at + 2, escapes: true);
                case 'n':
                    return ReadString(at + 2, BackslashEscapes);
                case 'b' or 'x':
                    return ReadBitString(at + 2);
            }
        }
        else if ((text[at] | 0x20) == 'u' && at + 2 < text.Length && text[at + 1] == '&' && text[at + 2] is '\'' or '"')
        {
            return text[at + 2] == '"' ? ReadQuotedIdentifier(at + 3) : ReadString(at + 3, escapes: false);
        }

        return ReadWord(at + 1);
    }

    private SqlTokenKind ReadString(int inside, bool escapes)
    {
        if (escapes)
        {
            ReadToEscapedQuote(inside);
            escapeStringEnd = End;
        }
        else
        {
            ReadToDoubledQuote(inside, '\'');
        }

        return SqlTokenKind.String;
    }

    private SqlTokenKind ReadBitString(int inside)
    {
        var length = text[inside..].IndexOf('\'');
        if (length < 0)
        {
            EndUnclosed();
        }
        else
        {
            End = inside + length + 1;
        }

        return SqlTokenKind.String;
    }

    private SqlTokenKind ReadQuotedIdentifier(int inside)
    {
        ReadToDoubledQuote(inside, '"');
        return SqlTokenKind.QuotedIdentifier;
    }

    private void ReadToDoubledQuote(int at, char quote)
    {
        while (text[at..].IndexOf(quote) is var found and >= 0)
        {
            at += found + 1;
            if (at >= text.Length || text[at] != quote)
            {
                End = at;
                return;
            }

            at++;
        }

        EndUnclosed();
    }

    private void ReadToEscapedQuote(int at)
    {
        while (at < text.Length && text[at..].IndexOfAny('\'', '\\') is var found and >= 0)
        {
            at += found;
            if (text[at] == '\'' && !Follows(at, '\''))
            {
                End = at + 1;
                return;
            }

            at += 2;
        }

        EndUnclosed();
    }

    /// <summary>
    /// A string that follows an <c>E'…'</c> after white space with a line ending continues it, escapes included.
    /// Here the rule is the server's: psql forgets between two lines of a file that it has seen an <c>E</c>.
    /// </summary>
    private bool ContinuesEscapeString(int quote)
    {
        if (escapeStringEnd < 0)
        {
            return false;
        }

        var at = escapeStringEnd;
        var hasLineEnd = false;
        escapeStringEnd = -1;
        while (at < quote)
        {
            if (text[at] == '-' && Follows(at, '-'))
            {
                var end = text[at..].IndexOfAny(LineEnds);
                at = end < 0 ? text.Length : at + end;
            }
            else if (Characters.IsSpace(text[at]))
            {
                hasLineEnd |= text[at] is '\r' or '\n';
                at++;
            }
            else
            {
                return false;
            }
        }

        return hasLineEnd;
    }

    private SqlTokenKind ReadDollar(int at)
    {
        var end = at + 1;
        if (end < text.Length && Characters.IsDigit(text[end]))
        {
            end = SkipDigits(end);
            End = end;
            if (end < text.Length && Characters.IsWordStart(text[end]))
            {
                ReadWord(end + 1);
            }

            return SqlTokenKind.Parameter;
        }

        while (end < text.Length && Characters.IsVariablePart(text[end]))
        {
            end++;
        }

        if (end >= text.Length || text[end] != '$')
        {
            End = at + 1;
            return SqlTokenKind.Symbol;
        }

        ReadToDollarTag(text.Slice(at, end + 1 - at), end + 1);
        return SqlTokenKind.DollarString;
    }

    private void ReadToDollarTag(ReadOnlySpan<char> tag, int inside)
    {
        var found = text[inside..].IndexOf(tag);
        if (found < 0)
        {
            EndUnclosed();
            return;
        }

        End = inside + found + tag.Length;
    }

    private SqlTokenKind ReadLineComment(int inside)
    {
        var length = text[inside..].IndexOfAny(LineEnds);
        End = length < 0 ? text.Length : inside + length;
        return SqlTokenKind.LineComment;
    }

    private SqlTokenKind ReadBlockComment(int at)
    {
        var depth = 1;
        while (at < text.Length && text[at..].IndexOfAny('*', '/') is var found and >= 0)
        {
            at += found;
            if (text[at] == '*' && Follows(at, '/'))
            {
                at += 2;
                if (--depth == 0)
                {
                    End = at;
                    return SqlTokenKind.BlockComment;
                }
            }
            else if (text[at] == '/' && Follows(at, '*'))
            {
                depth++;
                at += 2;
            }
            else
            {
                at++;
            }
        }

        EndUnclosed();
        return SqlTokenKind.BlockComment;
    }

    private void EndUnclosed()
    {
        End = text.Length;
        IsClosed = false;
    }
}
