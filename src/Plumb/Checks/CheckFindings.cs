using Plumb.Findings;

namespace Plumb.Checks;

/// <summary>The texts about headers and titles.</summary>
internal static partial class CheckFindings
{
    private const string OwnLine = "a header is a `--` comment on a line of its own, between a title and the first statement below it";

    public static Finding UnknownHeader(string name, HeaderWord nearest, Place place) => Error(
        FindingCodes.UnknownCheckHeader,
        $"`{name}` is no header of a check script; did you mean `{HeaderWords.Written(nearest)}`?",
        place,
        "a header that is not understood would be skipped, and the check would prove less than it says",
        $"write `{HeaderWords.Written(nearest)}`{(HeaderWords.StandsAlone(nearest) ? " and nothing else on the line" : " …")}; if it is only a remark, word it otherwise");

    public static Finding HeaderInBlockComment(HeaderWord word, Place place) => Error(
        FindingCodes.MisplacedCheckHeader,
        $"`{HeaderWords.Written(word)}` stands in a block comment",
        place,
        OwnLine,
        $"replace /* … */ by a line that begins with `{HeaderWords.Written(word)}`");

    public static Finding HeaderBesideStatement(HeaderWord word, Place place) => Error(
        FindingCodes.MisplacedCheckHeader,
        $"`{HeaderWords.Written(word)}` stands on the line of a statement",
        place,
        OwnLine,
        "put it on a line of its own, above the statement it is about");

    public static Finding HeaderInsideStatement(HeaderWord word, Place place) => Error(
        FindingCodes.MisplacedCheckHeader,
        $"`{HeaderWords.Written(word)}` stands inside a statement",
        place,
        "the statement above it is not finished; perhaps its semicolon is missing",
        "end the statement above with a semicolon, or move the header above it");

    public static Finding HeaderBeforeTitle(Header header, Place place) => Error(
        FindingCodes.MisplacedCheckHeader,
        $"`{header.Written}` stands before any title",
        place,
        "it belongs to no check",
        "put a title above it: -- check: what it shows");

    public static Finding HeaderAfterStatement(Header header, string title, Place place) => Error(
        FindingCodes.MisplacedCheckHeader,
        $"`{header.Written}` stands below a statement of \"{title}\"",
        place,
        "headers stand between a title and its first statement; below a statement, only a new title may follow",
        "move it up to the title it belongs to, or put a new title above it: -- check: what it shows");

    public static Finding RepeatedHeader(Header header, Place place) => Error(
        FindingCodes.RepeatedCheckHeader,
        $"`{header.Written}` stands twice under one title",
        place,
        "a check runs as one role",
        "remove one of them, or make two checks");

    public static Finding EmptyTitle(Header header, Place place) => Error(
        FindingCodes.CheckWithoutTitle,
        $"`{header.Written}` has no title",
        place,
        "the title names the line of the decision table",
        $"say what it shows: {header.Written} every session has a student");

    public static Finding DuplicateTitle(string title, Place place, Place first) => Error(
        FindingCodes.DuplicateCheckTitle,
        $"\"{title}\" is the title of two checks",
        place,
        $"the first one is at {first}; the decision table could not tell them apart",
        "give each a title of its own");

    public static Finding WithoutStatement(string title, Place place) => Error(
        FindingCodes.CheckWithoutStatement,
        $"\"{title}\" has no statement",
        place,
        "there is nothing to run below this title",
        "write the query below its headers, or remove the title");

    public static Finding Directive(Place place) => Error(
        FindingCodes.DirectiveInCheckScript,
        "a `plumb:` directive stands in a check script",
        place,
        "directives say how a migration runs; a check script has headers such as `-- optional` and `-- after commit`",
        "move the line to the top of the migration");

    public static Finding AfterCommitTooEarly(Place place) => Error(
        FindingCodes.AfterCommitTooEarly,
        "`-- after commit` stands in a script that runs before the migration",
        place,
        "a require script says what must hold before anything is changed",
        "remove the line, or move the check to the verify script");

    public static Finding EmptyScript(string path) =>
        new(FindingCodes.EmptyCheckScript, Severity.Warning, $"{path} holds no check")
        {
            Place = new Place(path, 1, 1),
            Meaning = "it verifies nothing",
            Help = "write a check, or delete the file",
        };

    private static Finding Error(FindingCode code, string message, Place? place, string meaning, string help) =>
        new(code, Severity.Error, message) { Place = place, Meaning = meaning, Help = help };
}
