namespace Plumb.Findings;

/// <summary>Plumb cannot go on. Carries the findings that say why, and the exit code for a process.</summary>
/// <remarks>Throw one of the derived types; each stands for one exit code.</remarks>
public abstract class PlumbException : Exception
{
    private protected PlumbException(ExitCode exitCode, IReadOnlyList<Finding> findings, Exception? innerException)
        : base(findings.Count == 0 ? exitCode.ToString() : $"{findings[0].Code}: {findings[0].Message}", innerException)
    {
        ExitCode = exitCode;
        Findings = findings;
    }

    /// <summary>What a process should return.</summary>
    public ExitCode ExitCode { get; }

    /// <summary>Why; never empty.</summary>
    public IReadOnlyList<Finding> Findings { get; }
}
