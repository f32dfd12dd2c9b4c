using Plumb.Checks;
using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Tests.Checks;

/// <summary>Check scripts as the tests write them.</summary>
internal static class Parsed
{
    public static Script Script(string text) => SqlSplitter.Split(new SourceText("verify/a.sql", text));

    public static CheckScript From(string text) => CheckScriptParser.Parse(Script(text), "untitled");

    public static Check OnlyCheck(string text)
    {
        var script = From(text);
        Assert.Empty(script.Findings);
        return Assert.Single(script.Checks);
    }

    public static Finding OnlyFinding(string text) => Assert.Single(From(text).Findings);

    /// <summary>The words that the caret underlines.</summary>
    public static string Underlined(Finding finding)
    {
        var place = Assert.IsType<Place>(finding.Place);
        return place.SourceLine!.Substring(place.Column - 1, place.Length);
    }
}
