using Plumb.Findings;

namespace Plumb.Sql;

/// <summary>The texts about <c>\i</c> and <c>\ir</c>.</summary>
internal static class IncludeFindings
{
    public static Finding NotAllowed(SourceText source, in MetaCommand command) =>
        At(source, command, FindingCodes.InvalidInclude, $@"\{command.Name} cannot be used here") with
        {
            Meaning = "this text does not belong to a folder of files that could be included",
            Help = "write the statements of that file here",
        };

    public static Finding NoFileName(SourceText source, in MetaCommand command) =>
        At(source, command, FindingCodes.InvalidInclude, $@"\{command.Name} needs the name of one file") with
        {
            Meaning = "a name with blanks stands in single quotes; variables and `commands` are not replaced",
            Help = $@"\{command.Name} 'folder/file.sql'",
        };

    public static Finding InsideStatement(SourceText source, in MetaCommand command, int statementStart) =>
        At(source, command, FindingCodes.IncludeInsideStatement, $@"\{command.Name} stands inside a statement") with
        {
            Meaning = "a file is included between two statements, so that each statement is in one file",
            Details = [$"the statement starts at {source.PlaceAt(statementStart)}"],
            Help = "end the statement before it with ;, or write the text of the file here",
        };

    public static Finding Cycle(SourceText source, in MetaCommand command, IReadOnlyList<string> chain) =>
        At(source, command, FindingCodes.IncludeCycle, $"{chain[^1]} includes itself") with
        {
            Meaning = "reading it would never end",
            Details = [string.Join(" → ", chain)],
            Help = "remove one of these includes",
        };

    public static Finding TooDeep(SourceText source, in MetaCommand command, int depth) =>
        At(source, command, FindingCodes.IncludeCycle, $"files include each other more than {depth} levels deep") with
        {
            Meaning = "this is taken for a mistake",
            Help = "include the files from one file",
        };

    /// <summary>What is wrong with the file itself, told at the place of the include.</summary>
    public static Finding Of(SourceText source, in MetaCommand command, Finding fault) => fault with
    {
        Place = source.PlaceAt(command.Start, command.LineEnd - command.Start),
        Meaning = command.IsRelativeInclude
            ? @"the name of \ir is relative to the file it stands in; only files inside the project are read"
            : @"the name of \i is relative to the project's folder; only files inside it are read",
    };

    public static string IncludedAt(Place place) => $"included at {place}";

    private static Finding At(SourceText source, in MetaCommand command, FindingCode code, string message) =>
        new(code, Severity.Error, message) { Place = source.PlaceAt(command.Start, command.LineEnd - command.Start) };
}
