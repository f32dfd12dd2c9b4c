namespace Plumb.Findings;

/// <summary>A statement or a check failed on the database, or the ledger contradicts the files (exit code 1).</summary>
public sealed class VerificationException : PlumbException
{
    /// <summary>Creates the exception from what was found.</summary>
    public VerificationException(IReadOnlyList<Finding> findings, Exception? innerException = null)
        : base(ExitCode.Failed, findings, innerException) { }
}
