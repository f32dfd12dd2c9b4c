namespace Plumb.Execution;

/// <summary>How the run of one migration ended.</summary>
public enum MigrationOutcome
{
    /// <summary>It ran, every required check passed, and it is recorded.</summary>
    Applied,

    /// <summary>It was taken back, the revert's checks passed, and that is recorded.</summary>
    Reverted,

    /// <summary>A statement or a required check failed; everything was rolled back.</summary>
    RolledBack,

    /// <summary>It ran outside a transaction, a required check failed, and its revert script took it back.</summary>
    TakenBack,

    /// <summary>It ran outside a transaction, and a required check failed: its changes are there, and it does not count as applied.</summary>
    Unverified,

    /// <summary>It runs outside a transaction and stopped in the middle; the next run continues there.</summary>
    Incomplete,
}
