using Plumb.Findings;

namespace Plumb.Sql;

/// <summary>Splits the text of one file and hands what it finds to a <see cref="ScriptReader"/>.</summary>
internal ref partial struct StatementScanner
{
    private const int None = -1;

    private readonly SourceText source;
    private readonly ReadOnlySpan<char> text;
    private readonly ScriptReader script;
    private SqlLexer lexer;
    private Parentheses parentheses;
    private RoutineBody body;
    private int statementStart;
    private int statementEnd;
    private int innerSemicolon;
    private int firstPendingComment;
    private int copyLineEnd;
    private int firstCopy;
    private int lastCopy;

    public StatementScanner(SourceText source, ScriptReader script)
    {
        this.source = source;
        this.script = script;
        text = source.Text;
        lexer = new SqlLexer(text);
        parentheses = new Parentheses();
        copyLineEnd = int.MaxValue;
        firstCopy = None;
        Clear();
    }

    private readonly bool IsInStatement => statementStart != None;

    /// <summary>Reads the whole text.</summary>
    public void Scan()
    {
        var goesOn = true;
        while (goesOn)
        {
            var kind = lexer.Read();
            goesOn = lexer.End > copyLineEnd ? PassCopyRows() : Take(kind);
        }
    }

    private bool Take(SqlTokenKind kind)
    {
        switch (kind)
        {
            case SqlTokenKind.LineComment or SqlTokenKind.BlockComment:
                TakeComment(kind == SqlTokenKind.BlockComment);
                break;
            case SqlTokenKind.Semicolon:
                TakeSemicolon();
                return true;
            case SqlTokenKind.Backslash:
                return TakeMetaCommand();
            case SqlTokenKind.End:
                return TakeEnd();
            default:
                TakeCode(kind);
                break;
        }

        return lexer.IsClosed || ReportUnclosed(kind);
    }

    private void TakeCode(SqlTokenKind kind)
    {
        if (firstPendingComment != None)
        {
            PlaceComments();
        }

        if (statementStart == None)
        {
            statementStart = lexer.Start;
        }

        statementEnd = lexer.End;
        switch (kind)
        {
            case SqlTokenKind.Word when body.WantsWords:
                body.Take(lexer.Token, lexer.Start, parentheses.Depth > 0);
                break;
            case SqlTokenKind.OpenParenthesis:
                parentheses.Open(lexer.Start);
                break;
            case SqlTokenKind.CloseParenthesis:
                parentheses.Close();
                break;
        }
    }

    private void TakeSemicolon()
    {
        if (parentheses.Depth == 0 && body.Depth == 0)
        {
            FinishStatement();
            return;
        }

        innerSemicolon = innerSemicolon == None ? lexer.Start : innerSemicolon;
        TakeCode(SqlTokenKind.Semicolon);
    }

    private void FinishStatement()
    {
        if (IsInStatement)
        {
            var span = text[statementStart..statementEnd];
            var kind = StatementClassifier.Classify(span);
            script.Add(new Statement(source, statementStart, span.Length, kind) { End = lexer.End });
            if (kind == StatementKind.CopyFromStdin)
            {
                ExpectCopyRows();
            }

            lexer.BackslashEscapes = StringSetting.BackslashEscapesAfter(span) ?? lexer.BackslashEscapes;
        }

        Clear();
    }

    private void Clear()
    {
        statementStart = None;
        statementEnd = None;
        innerSemicolon = None;
        firstPendingComment = None;
        parentheses.Clear();
        body = default;
    }

    private void TakeComment(bool isBlock)
    {
        if (!script.WantsComments)
        {
            return;
        }

        if (IsInStatement && firstPendingComment == None)
        {
            firstPendingComment = script.CommentCount;
        }

        var next = script.StatementCount + (IsInStatement ? 1 : 0);
        script.AddComment(new Comment(lexer.Start, lexer.End - lexer.Start, isBlock, next, IsInside: false));
    }

    private void PlaceComments()
    {
        script.MarkCommentsInside(firstPendingComment);
        firstPendingComment = None;
    }

    private bool TakeEnd()
    {
        if (body.Depth > 0 && (parentheses.Depth == 0 || body.Opening < parentheses.Outermost))
        {
            return Stop(SqlFindings.UnterminatedBody(source, body.Opening, innerSemicolon == None ? null : innerSemicolon));
        }

        if (parentheses.Depth > 0)
        {
            return Stop(SqlFindings.UnterminatedParenthesis(source, parentheses.Outermost, innerSemicolon == None ? null : innerSemicolon));
        }

        FinishStatement();
        PassCopyRowsAtEnd();
        return false;
    }

    private readonly bool ReportUnclosed(SqlTokenKind kind) => kind switch
    {
        SqlTokenKind.BlockComment => Stop(SqlFindings.UnterminatedComment(source, lexer.Start, NestedComment())),
        SqlTokenKind.QuotedIdentifier => Stop(SqlFindings.UnterminatedIdentifier(source, lexer.Start + lexer.Token.IndexOf('"'))),
        SqlTokenKind.DollarString => Stop(SqlFindings.UnterminatedDollarQuote(source, lexer.Start, DollarTag())),
        _ => Stop(SqlFindings.UnterminatedString(source, lexer.Start + lexer.Token.IndexOf('\''), (lexer.Token[0] | 0x20) == 'e')),
    };

    private readonly string DollarTag() => lexer.Token[..(lexer.Token[1..].IndexOf('$') + 2)].ToString();

    private readonly string? NestedComment()
    {
        var nested = lexer.Token[2..].IndexOf("/*");
        return nested < 0 ? null : $"another /* stands inside it at {source.PlaceAt(lexer.Start + 2 + nested)}";
    }

    private readonly bool Stop(Finding finding)
    {
        script.Report(source, lexer.Start, finding);
        return false;
    }
}
