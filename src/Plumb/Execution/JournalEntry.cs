using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>How far one statement of a migration that runs outside a transaction came.</summary>
/// <param name="Migration">The migration's file stem.</param>
/// <param name="IsRevert">True when it is being taken back.</param>
/// <param name="Ordinal">Index of the statement, counted from 0.</param>
/// <param name="Checksum">Of the statement's text.</param>
/// <param name="IsFinished">False when it was started and nothing is known of its end.</param>
public sealed record JournalEntry(string Migration, bool IsRevert, int Ordinal, Checksum Checksum, bool IsFinished)
{
    /// <summary>True for an entry of <paramref name="change"/>.</summary>
    internal bool IsOf(Change change) => Migration == change.Migration.Id && IsRevert == change.IsRevert;
}
