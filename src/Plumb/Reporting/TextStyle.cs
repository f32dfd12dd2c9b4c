namespace Plumb.Reporting;

/// <summary>How text looks on its way to a person.</summary>
/// <param name="UsesColor">True to colour marks with ANSI escapes; the marks themselves say the same.</param>
/// <param name="ShowsAllRows">True to print every evidence row that was kept, false for the first three.</param>
public sealed record TextStyle(bool UsesColor, bool ShowsAllRows)
{
    /// <summary>The longest line in columns, 60 or more; what a person is to copy is never broken.</summary>
    public int Width { get; init; } = 100;

    internal string Good(string text) => Paint("32", text);

    internal string Bad(string text) => Paint("31", text);

    internal string Warn(string text) => Paint("33", text);

    internal string Faint(string text) => Paint("2", text);

    internal string Strong(string text) => Paint("1", text);

    private string Paint(string code, string text) => UsesColor ? $"\e[{code}m{text}\e[0m" : text;
}
