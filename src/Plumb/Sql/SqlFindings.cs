using System.Globalization;
using Plumb.Findings;

namespace Plumb.Sql;

/// <summary>The texts about SQL that cannot be split.</summary>
internal static class SqlFindings
{
    public static Finding UnterminatedString(SourceText source, int start, bool escapes) =>
        At(source, start, 1, FindingCodes.UnterminatedString, "the string that starts here has no closing quote") with
        {
            Meaning = "everything up to the end of the file is part of the string, and the statement never ends",
            Help = escapes
                ? @"close it with ' and write a quote inside it as '' or \'"
                : "close it with ' and write a quote inside it as ''",
        };

    public static Finding UnterminatedIdentifier(SourceText source, int start) =>
        At(source, start, 1, FindingCodes.UnterminatedIdentifier, "the quoted identifier that starts here has no closing quote") with
        {
            Meaning = "everything up to the end of the file is part of the name, and the statement never ends",
            Help = "close it with \" and write a double quote inside it as \"\"",
        };

    public static Finding UnterminatedDollarQuote(SourceText source, int start, string tag) =>
        At(source, start, tag.Length, FindingCodes.UnterminatedDollarQuote, $"the string that starts with {tag} is not closed") with
        {
            Meaning = $"it ends at the next {tag} in exactly this spelling, case included, and there is none",
            Help = $"write {tag} where the string ends",
        };

    public static Finding UnterminatedComment(SourceText source, int start, string? nested) =>
        At(source, start, 2, FindingCodes.UnterminatedComment, "the comment that starts here is not closed") with
        {
            Meaning = "block comments nest: every /* inside one needs its own */",
            Details = nested is null ? [] : [nested],
            Help = "write */ where the comment ends",
        };

    public static Finding UnterminatedParenthesis(SourceText source, int start, int? semicolon) =>
        At(source, start, 1, FindingCodes.UnterminatedParenthesis, "the parenthesis that opens here is not closed") with
        {
            Meaning = "a semicolon within parentheses does not end a statement, so this one never ends",
            Details = semicolon is { } at ? [$"the first semicolon within it is at {source.PlaceAt(at)}"] : [],
            Help = "write ) before the statement's semicolon",
        };

    public static Finding UnterminatedBody(SourceText source, int start, int? semicolon) =>
        At(source, start, "BEGIN".Length, FindingCodes.UnterminatedBody, "the BEGIN of this function body has no END") with
        {
            Meaning = "a semicolon between BEGIN and END does not end the statement; every CASE within it needs an END too",
            Details = semicolon is { } at ? [$"the first semicolon within it is at {source.PlaceAt(at)}"] : [],
            Help = "write END; after the last statement of the body",
        };

    public static Finding MetaCommand(SourceText source, in MetaCommand command)
    {
        var (meaning, help) = MetaCommandAdvice.For(command.Name);
        return At(source, command.Start, command.Length, FindingCodes.MetaCommand, $@"the psql command \{command.Name} cannot be used here") with
        {
            Meaning = meaning,
            Help = help,
        };
    }

    public static Finding GuardInsideStatement(SourceText source, in MetaCommand command) =>
        At(source, command.Start, command.Length, FindingCodes.MetaCommand, $@"\{command.Name} stands inside a statement") with
        {
            Meaning = "pg_dump writes it between statements; the statement before it lacks its semicolon",
            Help = "end the statement before it with ;",
        };

    public static Finding StatementAroundCopyRows(SourceText source, int start) =>
        At(source, start, 1, FindingCodes.StatementAroundCopyRows, "what starts here goes on after the rows of the COPY on this line") with
        {
            Meaning = "the rows of a COPY … FROM STDIN start on the line after it, in the middle of this",
            Help = "start a new line after the COPY's semicolon with its rows, and write this after the line \\.",
        };

    public static Finding TooManyFaults(SourceText source, int offset, int count) =>
        At(source, offset, 1, FindingCodes.MetaCommand, string.Create(CultureInfo.InvariantCulture, $"the file has more than {count} faults")) with
        {
            Meaning = "reading stopped here; this may not be a file of SQL",
            Help = "mend the first ones and run the command again",
        };

    private static Finding At(SourceText source, int offset, int length, FindingCode code, string message) =>
        new(code, Severity.Error, message) { Place = source.PlaceAt(offset, length) };
}
