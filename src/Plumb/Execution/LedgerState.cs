namespace Plumb.Execution;

/// <summary>What the ledger says of a migration.</summary>
public enum LedgerState
{
    /// <summary>It ran, and every required check passed.</summary>
    Applied,

    /// <summary>It ran outside a transaction, and a required check failed afterwards: not applied, though its changes are there.</summary>
    Unverified,

    /// <summary>It runs outside a transaction and stopped in the middle; the journal says where.</summary>
    Incomplete,

    /// <summary>It is being taken back, and that stopped in the middle, where the journal says, or a required check of the revert failed.</summary>
    Reverting,
}
