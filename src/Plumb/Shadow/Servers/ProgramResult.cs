namespace Plumb.Shadow.Servers;

/// <summary>How a program ended and what it printed.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    private const int ShownLines = 12;

    public bool Succeeded => ExitCode == 0;

    /// <summary>The last lines that it printed, errors preferred.</summary>
    public IReadOnlyList<string> LastLines => LastLinesOf(string.IsNullOrWhiteSpace(Errors) ? Output : Errors);

    public static IReadOnlyList<string> LastLinesOf(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(ShownLines).ToArray();
}
