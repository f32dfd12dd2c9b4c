using Plumb.Catalog;
using Plumb.Checks;

namespace Plumb.Execution;

/// <summary>How migrations are run.</summary>
public sealed record ExecutionOptions
{
    /// <summary>How long a statement waits for a lock where the file does not say.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a migration is tried when a lock cannot be had in time; at least 1.</summary>
    public int LockAttempts { get; init; } = 10;

    /// <summary>The pause after the first attempt; it doubles with every further one, up to 20 times this.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long to wait while another Plumb works on the same database.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How checks are run.</summary>
    public CheckOptions Checks { get; init; } = new();

    /// <summary>What an observation of the schema after the run takes in; null for none. See <see cref="LedgerObservation"/>.</summary>
    public SnapshotOptions? Observe { get; init; }

    /// <summary>The commit of the files, for the ledger; null when unknown.</summary>
    public string? GitCommit { get; init; }
}
