namespace Plumb.Cli.Tests;

/// <summary>What a run of the program left.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output; on a terminal, everything.</param>
/// <param name="Error">Its standard error.</param>
public sealed record ProgramOutput(int ExitCode, string Output, string Error)
{
    /// <summary>The last line of standard output.</summary>
    public string Verdict => Output.TrimEnd('\n').Split('\n')[^1];

    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Error}";
}
