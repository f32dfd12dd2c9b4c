namespace Plumb.Sql;

/// <summary>
/// Reads SQL token by token, by the rules of PostgreSQL's lexer (<c>scan.l</c>) and psql's (<c>psqlscan.l</c>), without allocating.
/// White space is skipped; comments are tokens.
/// </summary>
/// <remarks>
/// It never fails: a token that is not closed reaches to the end of the text and <see cref="IsClosed"/> is false.
/// Offsets count UTF-16 code units.
/// </remarks>
internal ref partial struct SqlLexer
{
    private readonly ReadOnlySpan<char> text;
    private int escapeStringEnd;

    /// <summary>Starts before the character at <paramref name="start"/>.</summary>
    public SqlLexer(ReadOnlySpan<char> text, int start = 0)
    {
        this.text = text;
        Start = start;
        End = start;
        IsClosed = true;
        escapeStringEnd = -1;
    }

    /// <summary>What the current token is; <see cref="SqlTokenKind.End"/> before the first one and after the last.</summary>
    public SqlTokenKind Kind { get; private set; }

    /// <summary>Offset of the current token.</summary>
    public int Start { get; private set; }

    /// <summary>Offset after the current token.</summary>
    public int End { get; private set; }

    /// <summary>False when the text ends inside the current token.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>A backslash escapes in every string: <c>standard_conforming_strings</c> is off.</summary>
    public bool BackslashEscapes { get; set; }

    /// <summary>The current token's text.</summary>
    public readonly ReadOnlySpan<char> Token => text[Start..End];

    /// <summary>What comes after the current token.</summary>
    public readonly ReadOnlySpan<char> Rest => text[End..];

    /// <summary>Goes on behind <paramref name="offset"/>, outside quotes and comments.</summary>
    public void MoveTo(int offset)
    {
        Start = offset;
        End = offset;
        IsClosed = true;
        escapeStringEnd = -1;
    }

    /// <summary>Is the current token the word <paramref name="word"/>, in any case.</summary>
    public readonly bool IsWord(string word) =>
        Kind == SqlTokenKind.Word && Token.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Goes to the next token that is not a comment.</summary>
    public SqlTokenKind ReadCode()
    {
        while (Read() is SqlTokenKind.LineComment or SqlTokenKind.BlockComment)
        {
        }

        return Kind;
    }

    /// <summary>Goes to the next token.</summary>
    public SqlTokenKind Read()
    {
        var at = End;
        while ((uint)at < (uint)text.Length && Characters.ClassOf(text[at]) == CharacterClass.Space)
        {
            at++;
        }

        Start = at;
        Kind = (uint)at < (uint)text.Length ? ReadToken(at) : EndAt(at);
        return Kind;
    }

    private SqlTokenKind EndAt(int at)
    {
        End = at;
        return SqlTokenKind.End;
    }

    private SqlTokenKind ReadToken(int at)
    {
        switch (Characters.ClassOf(text[at]))
        {
            case CharacterClass.Word:
                return ReadWord(at + 1);
            case CharacterClass.PrefixOfQuote:
                return ReadPrefixed(at);
            case CharacterClass.Digit:
                return ReadNumber(at);
            case CharacterClass.OpenParenthesis:
                End = at + 1;
                return SqlTokenKind.OpenParenthesis;
            case CharacterClass.CloseParenthesis:
                End = at + 1;
                return SqlTokenKind.CloseParenthesis;
            case CharacterClass.Semicolon:
                End = at + 1;
                return SqlTokenKind.Semicolon;
            case CharacterClass.Quote:
                return ReadString(at + 1, BackslashEscapes || ContinuesEscapeString(at));
            case CharacterClass.DoubleQuote:
                return ReadQuotedIdentifier(at + 1);
            case CharacterClass.Dollar:
                return ReadDollar(at);
            case CharacterClass.Minus when Follows(at, '-'):
                return ReadLineComment(at + 2);
            case CharacterClass.Slash when Follows(at, '*'):
                return ReadBlockComment(at + 2);
            case CharacterClass.Operator or CharacterClass.Minus or CharacterClass.Slash:
                return ReadOperator(at + 1);
            case CharacterClass.Dot:
                return ReadDot(at);
            case CharacterClass.Colon:
                return ReadColon(at);
            case CharacterClass.Backslash:
                End = at + 1;
                return SqlTokenKind.Backslash;
            default:
                End = at + 1;
                return SqlTokenKind.Symbol;
        }
    }

    private readonly bool Follows(int at, char expected) => at + 1 < text.Length && text[at + 1] == expected;

    private SqlTokenKind ReadWord(int at)
    {
        while ((uint)at < (uint)text.Length && Characters.IsWordPart(text[at]))
        {
            at++;
        }

        End = at;
        return SqlTokenKind.Word;
    }

    private SqlTokenKind ReadOperator(int at)
    {
        while (at < text.Length && Characters.IsOperator(text[at]) && !IsCommentStart(at))
        {
            at++;
        }

        End = at;
        return SqlTokenKind.Operator;
    }

    private readonly bool IsCommentStart(int at) =>
        (text[at] == '-' && Follows(at, '-')) || (text[at] == '/' && Follows(at, '*'));

    private SqlTokenKind ReadDot(int at)
    {
        if (at + 1 < text.Length && Characters.IsDigit(text[at + 1]))
        {
            return ReadNumber(at);
        }

        End = Follows(at, '.') ? at + 2 : at + 1;
        return SqlTokenKind.Symbol;
    }

    private SqlTokenKind ReadColon(int at)
    {
        if (Follows(at, ':') || Follows(at, '='))
        {
            End = at + 2;
            return SqlTokenKind.Symbol;
        }

        var isTest = Follows(at, '{') && at + 2 < text.Length && text[at + 2] == '?';
        var name = isTest ? at + 3 : at + 1;
        var end = name;
        while (end < text.Length && Characters.IsVariablePart(text[end]))
        {
            end++;
        }

        var isVariable = end > name && (!isTest || (end < text.Length && text[end++] == '}'));
        End = isVariable ? end : at + 1;
        return isVariable ? SqlTokenKind.Variable : SqlTokenKind.Symbol;
    }

    private readonly int SkipDigits(int at)
    {
        while (at < text.Length && Characters.IsDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private SqlTokenKind ReadNumber(int at)
    {
        at = SkipDigits(at);
        if (at < text.Length && text[at] == '.' && !Follows(at, '.'))
        {
            at = SkipDigits(at + 1);
        }

        if (at + 1 < text.Length && (text[at] | 0x20) == 'e' && text[at + 1] is '+' or '-')
        {
            var exponent = at + 2;
            at = SkipDigits(exponent);
            if (at == exponent)
            {
                End = at;
                return SqlTokenKind.Number;
            }
        }

        // Letters glued to a number belong to it: the server refuses them, or they are its base or its exponent.
        if (at < text.Length && Characters.IsWordStart(text[at]))
        {
            ReadWord(at + 1);
            return SqlTokenKind.Number;
        }

        End = at;
        return SqlTokenKind.Number;
    }
}
