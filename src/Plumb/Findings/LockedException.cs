namespace Plumb.Findings;

/// <summary>A lock could not be had in time (exit code 4).</summary>
public sealed class LockedException : PlumbException
{
    /// <summary>Creates the exception from one finding and what caused it.</summary>
    public LockedException(Finding finding, Exception? innerException = null)
        : base(ExitCode.Locked, [finding], innerException) { }
}
