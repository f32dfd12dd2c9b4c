namespace Plumb.Findings;

/// <content>PL100 to PL119: the text of SQL files.</content>
public static partial class FindingCodes
{
    /// <summary>A string in single quotes is not closed.</summary>
    public static readonly FindingCode UnterminatedString = new("PL101", "unterminated-string");

    /// <summary>An identifier in double quotes is not closed.</summary>
    public static readonly FindingCode UnterminatedIdentifier = new("PL102", "unterminated-identifier");

    /// <summary>A dollar-quoted string is not closed.</summary>
    public static readonly FindingCode UnterminatedDollarQuote = new("PL103", "unterminated-dollar-quote");

    /// <summary>A block comment is not closed.</summary>
    public static readonly FindingCode UnterminatedComment = new("PL104", "unterminated-comment");

    /// <summary>A parenthesis is not closed.</summary>
    public static readonly FindingCode UnterminatedParenthesis = new("PL105", "unterminated-parenthesis");

    /// <summary>The body of a function or procedure has no <c>END</c>.</summary>
    public static readonly FindingCode UnterminatedBody = new("PL106", "unterminated-body");

    /// <summary>A psql meta-command that Plumb does not run.</summary>
    public static readonly FindingCode MetaCommand = new("PL107", "meta-command");

    /// <summary>An include stands inside a statement.</summary>
    public static readonly FindingCode IncludeInsideStatement = new("PL108", "include-inside-statement");

    /// <summary>Files include each other, or too deeply.</summary>
    public static readonly FindingCode IncludeCycle = new("PL109", "include-cycle");

    /// <summary>A file does not exist.</summary>
    public static readonly FindingCode FileNotFound = new("PL110", "file-not-found");

    /// <summary>A file lies outside the project.</summary>
    public static readonly FindingCode FileOutsideProject = new("PL111", "file-outside-project");

    /// <summary>A file cannot be read.</summary>
    public static readonly FindingCode UnreadableFile = new("PL112", "unreadable-file");

    /// <summary>A file holds a NUL byte.</summary>
    public static readonly FindingCode NulByte = new("PL113", "nul-byte");

    /// <summary>A file is not UTF-8.</summary>
    public static readonly FindingCode NotUtf8 = new("PL114", "not-utf8");

    /// <summary>A file is larger than a text can be.</summary>
    public static readonly FindingCode FileTooLarge = new("PL115", "file-too-large");

    /// <summary>A statement behind a COPY on one line goes on after the rows.</summary>
    public static readonly FindingCode StatementAroundCopyRows = new("PL116", "statement-around-copy-rows");

    /// <summary>An include where none is allowed, or without the name of one file.</summary>
    public static readonly FindingCode InvalidInclude = new("PL117", "invalid-include");

    /// <summary>A file is a pg_dump archive and not SQL.</summary>
    public static readonly FindingCode DumpArchive = new("PL118", "dump-archive");
}
