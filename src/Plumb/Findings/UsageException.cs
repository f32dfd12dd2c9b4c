namespace Plumb.Findings;

/// <summary>The command line or the configuration is wrong (exit code 2).</summary>
public sealed class UsageException : PlumbException
{
    /// <summary>Creates the exception from what was found.</summary>
    public UsageException(params IReadOnlyList<Finding> findings) : base(ExitCode.Usage, findings, null) { }
}
