using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>One migration in one database.</summary>
/// <param name="Id">Its file stem; for an entry that only the Supabase CLI knows, its version.</param>
/// <param name="State">What chain and ledger together say.</param>
/// <param name="Migration">The file; null when it is missing.</param>
/// <param name="Entry">The ledger's row; null when there is none.</param>
public sealed record MigrationStatus(string Id, MigrationState State, Migration? Migration, LedgerEntry? Entry)
{
    /// <summary>True when the file was edited after it was applied, and the statements are still those that ran.</summary>
    public bool IsRemarked { get; init; }

    /// <summary>True when <c>up</c> would run it.</summary>
    public bool IsPending => State is MigrationState.Pending or MigrationState.Changed or MigrationState.Incomplete or MigrationState.Unverified;

    /// <summary>True when its changes are in the database and are what the file says.</summary>
    public bool IsInPlace => State is MigrationState.Applied or MigrationState.Recorded;
}
