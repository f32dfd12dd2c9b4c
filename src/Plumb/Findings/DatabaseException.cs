namespace Plumb.Findings;

/// <summary>The database could not be reached, went away or refused (exit code 3).</summary>
public sealed class DatabaseException : PlumbException
{
    /// <summary>Creates the exception from one finding and what caused it.</summary>
    public DatabaseException(Finding finding, Exception? innerException = null)
        : base(ExitCode.Unreachable, [finding], innerException) { }
}
