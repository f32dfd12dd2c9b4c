using Plumb.Findings;

namespace Plumb.Checks;

/// <summary>The words of the headers, and how a comment's words are taken for one.</summary>
internal static class HeaderWords
{
    private const int LongestName = 16;
    private static readonly string[] Names = ["check", "test", "expect", "hint", "since", "until", "optional", "after commit"];

    /// <summary>How a header is written, such as <c>-- expect:</c>.</summary>
    public static string Written(HeaderWord word) => word switch
    {
        HeaderWord.Optional => "-- optional",
        HeaderWord.AfterCommit => "-- after commit",
        _ => $"-- {word.ToString().ToLowerInvariant()}:",
    };

    /// <summary>True for the words that stand alone.</summary>
    public static bool StandsAlone(HeaderWord word) => word is HeaderWord.Optional or HeaderWord.AfterCommit;

    /// <summary>The header named exactly <paramref name="name"/>, whatever its case.</summary>
    public static HeaderWord? Exactly(string name) => name.ToLowerInvariant() switch
    {
        "check" => HeaderWord.Check,
        "test" => HeaderWord.Test,
        "expect" => HeaderWord.Expect,
        "as" => HeaderWord.As,
        "hint" => HeaderWord.Hint,
        "since" => HeaderWord.Since,
        "until" => HeaderWord.Until,
        "optional" => HeaderWord.Optional,
        "after commit" => HeaderWord.AfterCommit,
        _ => null,
    };

    /// <summary>
    /// The header that a slip in <paramref name="name"/> most likely meant; null for prose. Two letters resemble too much to be
    /// taken for <c>as</c> unless <paramref name="amongHeaders"/>.
    /// </summary>
    public static HeaderWord? Nearest(string name, bool amongHeaders)
    {
        if (!CouldBeName(name))
        {
            return null;
        }

        return NearestName.Of(name.Replace('-', ' ').Replace('_', ' '), Names) is { } nearest ? Exactly(nearest)
            : amongHeaders && name.Length == 2 && NearestName.Of(name, ["as"]) is not null ? HeaderWord.As
            : null;
    }

    private static bool CouldBeName(string name)
    {
        var could = name.Length is > 0 and <= LongestName;
        foreach (var c in name)
        {
            could &= char.IsAsciiLetter(c) || c is ' ' or '-' or '_';
        }

        return could;
    }
}
