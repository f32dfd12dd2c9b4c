namespace Plumb.Sql;

/// <content>Inline rows of COPY: they start on the line after the statement's semicolon, and SQL on that line goes first.</content>
internal ref partial struct StatementScanner
{
    private void ExpectCopyRows()
    {
        lastCopy = script.StatementCount - 1;
        if (firstCopy == None)
        {
            firstCopy = lastCopy;
            var length = lexer.Rest.IndexOf('\n');
            copyLineEnd = length < 0 ? text.Length : lexer.End + length;
        }
    }

    /// <summary>The current token lies behind the line of the COPY: goes back to that line's end and passes the rows.</summary>
    private bool PassCopyRows()
    {
        var goesOn = true;
        if (IsInStatement || lexer.Start < copyLineEnd)
        {
            var start = IsInStatement ? statementStart : lexer.Start;
            goesOn = script.Report(source, start, SqlFindings.StatementAroundCopyRows(source, start));
            Clear();
        }

        lexer.MoveTo(ReadCopyRows(copyLineEnd + 1));
        return goesOn;
    }

    private void PassCopyRowsAtEnd()
    {
        if (firstCopy != None)
        {
            ReadCopyRows(text.Length);
        }
    }

    private int ReadCopyRows(int start)
    {
        for (var statement = firstCopy; statement <= lastCopy; statement++)
        {
            if (script.AwaitsCopyData(statement, source))
            {
                var (end, next) = CopyRows.Find(text, start);
                script.SetCopyData(statement, start..end);
                start = next;
            }
        }

        firstCopy = None;
        copyLineEnd = int.MaxValue;
        return start;
    }
}
