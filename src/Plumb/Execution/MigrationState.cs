namespace Plumb.Execution;

/// <summary>What chain and ledger together say of a migration.</summary>
public enum MigrationState
{
    /// <summary>In the chain, and not applied.</summary>
    Pending,

    /// <summary>Applied and proven, by the file as it is now.</summary>
    Applied,

    /// <summary>Recorded by the Supabase CLI; Plumb has not verified it.</summary>
    Recorded,

    /// <summary>A repeatable file whose content changed since it ran.</summary>
    Changed,

    /// <summary>A versioned file that was edited after it was applied.</summary>
    Edited,

    /// <summary>In the ledger, but no file of that name is in the chain.</summary>
    Missing,

    /// <summary>Its changes are there, but a required check failed afterwards.</summary>
    Unverified,

    /// <summary>It stopped in the middle, outside a transaction.</summary>
    Incomplete,

    /// <summary>It was being taken back, and that stopped in the middle, or a required check of the revert failed.</summary>
    Reverting,

    /// <summary>Its <c>only</c> directive leaves this environment out.</summary>
    Excluded,
}
