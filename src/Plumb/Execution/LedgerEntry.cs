using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>One row of <c>plumb.migration</c> with the event that made it so.</summary>
/// <param name="Id">The migration's file stem.</param>
/// <param name="Version">Its leading digits.</param>
/// <param name="Name">The rest of its stem.</param>
/// <param name="Kind">When it runs.</param>
/// <param name="State">What the ledger says of it.</param>
/// <param name="Checksum">Of the file that was run.</param>
/// <param name="Event">The event's id; grows with every event.</param>
/// <param name="At">When the event was written, by the server's clock.</param>
/// <param name="Actor">The database user of the session that wrote it.</param>
public sealed record LedgerEntry(
    string Id, MigrationVersion Version, string Name, MigrationKind Kind, LedgerState State, Checksum Checksum, long Event, DateTimeOffset At, string Actor)
{
    /// <summary>The statements that ran, as far as the ledger keeps them; read only for a file that was edited since.</summary>
    public IReadOnlyList<string> Statements { get; init; } = [];

    /// <summary>The commit of the files, with <c>-dirty</c> when they were not committed; null when unknown.</summary>
    public string? GitCommit { get; init; }

    /// <summary>Why it was applied without a proof; null where none was wanted, or there was one.</summary>
    public string? Unproven { get; init; }
}
