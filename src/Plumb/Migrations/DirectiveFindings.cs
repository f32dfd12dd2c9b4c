using Plumb.Findings;

namespace Plumb.Migrations;

/// <summary>The texts about directives and companions in comments.</summary>
internal static class DirectiveFindings
{
    public static Finding Unknown(Place place, string word)
    {
        if (word.Length == 0)
        {
            return Error(FindingCodes.UnknownDirective, place, "a comment starts with plumb: and names no directive") with
            {
                Meaning = "as it stands it would be ignored",
                Help = $"write one of {string.Join(", ", DirectiveWords.Header)} behind it, or remove the comment",
            };
        }

        var isBlock = DirectiveWords.Blocks.Contains(word, StringComparer.Ordinal);
        var nearest = NearestName.Of(word, DirectiveWords.Header);
        return Error(FindingCodes.UnknownDirective, place, $"there is no directive {word}") with
        {
            Meaning = isBlock && nearest is null ? $"a {word} script stands in a block comment" : "as it stands it would be ignored",
            Help = nearest is not null ? $"write -- plumb: {nearest}"
                : isBlock ? $"write /* plumb:{word} … */"
                : $"known are {string.Join(", ", DirectiveWords.Header)}",
        };
    }

    public static Finding UnknownBlock(Place place, string word)
    {
        var isHeader = DirectiveWords.Header.Contains(word, StringComparer.Ordinal);
        return Error(FindingCodes.UnknownCompanion, place, word.Length == 0
            ? "a block comment starts with plumb: and names no companion"
            : $"there is no companion {word}") with
        {
            Meaning = isHeader ? $"{word} is a directive, which stands in a line comment" : "as it stands it would be ignored",
            Help = isHeader ? $"write -- plumb: {word} before the first statement"
                : NearestName.Of(word, DirectiveWords.Blocks) is { } nearest ? $"write /* plumb:{nearest}"
                : $"known are {string.Join(", ", DirectiveWords.Blocks)}",
        };
    }

    public static Finding Misspelt(Place place, string word, bool isBlock) => Error(
        FindingCodes.MisspeltDirective, place, "this comment looks like a directive and is not written as one") with
    {
        Meaning = "as it stands it would be ignored",
        Help = isBlock ? $"write /* plumb:{word}" : $"write -- plumb: {word}",
    };

    public static Finding NotInHeader(Place place, string word) => Error(
        FindingCodes.MisplacedDirective, place, $"the directive {word} stands behind the first statement") with
    {
        Meaning = "directives concern the whole file and stand in its header",
        Help = "move the line above the first statement",
    };

    public static Finding NotInThisScript(Place place, string word) => Error(
        FindingCodes.MisplacedDirective, place, $"the directive {word} has no effect in this script") with
    {
        Meaning = "only the header of a migration takes it; a revert script takes no-transaction, lock-timeout and allow",
        Help = "move the line to the header of the migration",
    };

    public static Finding BlockInside(Place place, string word) => Error(
        FindingCodes.MisplacedDirective, place, $"the {word} script stands inside a statement") with
    {
        Meaning = "the server would be sent the statement with the comment in it, and the script would be found by chance only",
        Help = "move the comment behind the statement's semicolon",
    };

    public static Finding EmptyBlock(Place place, string word) => new(
        FindingCodes.InvalidDirective, Severity.Error, $"the {word} script in this comment is empty")
    {
        Place = place,
        Meaning = "a script that does nothing would count as there",
        Help = "write its SQL, or remove the comment",
    };

    public static Finding BlockTwice(Place place, string word, Place other) => Error(
        FindingCodes.CompanionTwice, place, $"the migration has two {word} scripts") with
    {
        Details = [$"the other one is {other}"],
        Meaning = "only one could count, and a reader cannot see which",
        Help = "keep one of them",
    };

    public static Finding Twice(Place place, string what, int line) => Error(
        FindingCodes.DuplicateDirective, place, $"{what} is given twice") with
    {
        Details = line == place.Line ? [] : [$"the first one is in line {line}"],
        Meaning = "only one could count, and a reader cannot see which",
        Help = "keep one of them",
    };

    public static Finding NamesNothing(Place place, string word) => Error(
        FindingCodes.InvalidDirective, place, $"{word} names nothing") with
    {
        Meaning = "as it stands it would have no effect",
        Help = word switch
        {
            DirectiveWords.Requires => "write -- plumb: requires NAME, the name of the other file without .sql",
            DirectiveWords.Only => "write -- plumb: only production, staging",
            _ => $"write -- plumb: allow {Hazards.DataLoss} \"why it is intended\"",
        },
    };

    public static Finding NoComma(Place place, string names) => Error(
        FindingCodes.InvalidDirective, place, "names are separated by commas") with
    {
        Meaning = "as it stands all of it would be one name",
        Help = $"write {string.Join(", ", names.Split(' ', '\t').Where(static n => n.Length > 0))}",
    };

    public static Finding NoReason(Place place, string hazard) => Error(
        FindingCodes.InvalidDirective, place, $"allow {hazard} wants a reason in double quotes") with
    {
        Meaning = "who reads the file later must know why it is right here",
        Help = $"write -- plumb: allow {hazard} \"why it is intended\"",
    };

    public static Finding UnknownHazard(Place place, string hazard) => Error(
        FindingCodes.UnknownHazard, place, $"there is no hazard {hazard}") with
    {
        Meaning = "a word that no check knows would allow nothing",
        Help = NearestName.Of(hazard, Hazards.All) is { } nearest ? $"write {nearest}" : $"known are {string.Join(", ", Hazards.All)}",
    };

    public static Finding NotADuration(Place place, string text) => Error(
        FindingCodes.InvalidDirective, place, text.Length == 0 ? "lock-timeout wants a time" : $"{text} is not a time") with
    {
        Meaning = "a lock timeout is a whole number above 0 with the unit ms, s or min",
        Help = "write -- plumb: lock-timeout 5s",
    };

    public static Finding TakesNothing(Place place, string word) => Error(
        FindingCodes.InvalidDirective, place, $"nothing may stand behind {word}") with
    {
        Meaning = "what stands behind it would be ignored",
        Help = $"write -- plumb: {word}",
    };

    public static Finding OnlyUnknown(Place place, string name, IReadOnlyList<string> environments) => Error(
        FindingCodes.OnlyUnknownEnvironment, place, $"there is no environment {name}") with
    {
        Meaning = "the migration would run nowhere under that name",
        Help = NearestName.Of(name, environments) is { } nearest
            ? $"write {nearest}"
            : $"configured are {string.Join(", ", environments)}; add {name} to plumb.yaml or remove it here",
    };

    private static Finding Error(FindingCode code, Place place, string message) => new(code, Severity.Error, message) { Place = place };
}
