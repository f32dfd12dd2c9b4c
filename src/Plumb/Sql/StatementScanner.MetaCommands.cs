namespace Plumb.Sql;

/// <content>What starts with a backslash outside quotes.</content>
internal ref partial struct StatementScanner
{
    private bool TakeMetaCommand()
    {
        var command = MetaCommand.At(text, lexer.Start);
        var goesOn = command switch
        {
            { IsInclude: true } when IsInStatement => script.Report(
                source, command.Start, IncludeFindings.InsideStatement(source, command, statementStart)),
            { IsInclude: true } => script.Include(source, command),
            { IsGuard: true } when !IsInStatement => true,
            { IsGuard: true } => script.Report(source, command.Start, SqlFindings.GuardInsideStatement(source, command)),
            _ => script.Report(source, command.Start, SqlFindings.MetaCommand(source, command)),
        };

        if (command.SendsStatement)
        {
            Clear();
        }

        lexer.MoveTo(command.Name is ";" or ":" or "\\" ? command.Start + command.Length : command.LineEnd);
        return goesOn;
    }
}
