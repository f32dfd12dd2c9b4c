namespace Plumb.Execution;

/// <summary>What is recorded in a database at one moment.</summary>
/// <param name="Exists">False when Plumb has never applied anything to the database.</param>
/// <param name="Entries">In the order in which they were recorded.</param>
public sealed record Ledger(bool Exists, IReadOnlyList<LedgerEntry> Entries)
{
    /// <summary>The version of its tables and functions; <c>up</c> and <c>down</c> bring an older one up to date.</summary>
    public int Version { get; init; } = LedgerVersion.Current;

    /// <summary>Statements of files that were interrupted.</summary>
    public IReadOnlyList<JournalEntry> Journal { get; init; } = [];

    /// <summary>The rows of <c>supabase_migrations.schema_migrations</c>, which the Supabase CLI and Plumb both keep.</summary>
    public IReadOnlyList<SupabaseEntry> Supabase { get; init; } = [];

    /// <summary>
    /// Ids of events whose hash does not fit their content or the event before them, or to which <c>plumb.migration</c> does not fit; empty
    /// for an untouched ledger.
    /// </summary>
    public IReadOnlyList<long> BrokenEvents { get; init; } = [];
}
