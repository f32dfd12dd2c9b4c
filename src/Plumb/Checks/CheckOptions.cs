namespace Plumb.Checks;

/// <summary>How checks are run.</summary>
public sealed record CheckOptions
{
    /// <summary>The most evidence rows that are kept of one check.</summary>
    public int EvidenceRows { get; init; } = 20;

    /// <summary>True to run <c>-- test:</c> blocks; they are skipped otherwise.</summary>
    public bool RunTests { get; init; }

    /// <summary>True to replace the values of evidence rows by their type and length.</summary>
    public bool MaskValues { get; init; }

    /// <summary>The longest that one statement may run; null for no limit.</summary>
    public TimeSpan? StatementTimeout { get; init; }

    /// <summary>True to run no check after the first that does not hold.</summary>
    public bool StopsAtFailure { get; init; }
}
