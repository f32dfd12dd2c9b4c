namespace Plumb.Findings;

/// <summary>What a process that runs Plumb returns to its caller.</summary>
public enum ExitCode
{
    /// <summary>Done, and true.</summary>
    Success = 0,

    /// <summary>A statement, a check, an obligation or a comparison failed, or there are findings in the user's files.</summary>
    Failed = 1,

    /// <summary>Wrong usage or configuration.</summary>
    Usage = 2,

    /// <summary>The database or one of its tools could not be reached, or refused.</summary>
    Unreachable = 3,

    /// <summary>Another session holds a lock, or the time ran out.</summary>
    Locked = 4,

    /// <summary>Interrupted by the user; everything open was rolled back.</summary>
    Interrupted = 130,
}
