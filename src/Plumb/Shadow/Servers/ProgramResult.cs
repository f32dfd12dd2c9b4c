namespace Plumb.Shadow.Servers;

/// <summary>How a program ended and what it printed.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    private const int ShownLines = 12;
    private static readonly string[] ErrorWords = ["ERROR:", "FATAL:", "PANIC:", "error:", "npm error code"];

    public bool Succeeded => ExitCode == 0;

    /// <summary>What it said last, errors preferred.</summary>
    public IReadOnlyList<string> LastLines => LastLinesOf(string.IsNullOrWhiteSpace(Errors) ? Output : Errors);

    /// <summary>The last error in the text with what follows it; its last lines if there is none.</summary>
    public static IReadOnlyList<string> LastLinesOf(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var error = Array.FindLastIndex(lines, static line => ErrorWords.Any(word => line.Contains(word, StringComparison.Ordinal)));
        return error < 0 ? lines.TakeLast(ShownLines).ToArray() : lines.Skip(error).Take(ShownLines).ToArray();
    }
}
