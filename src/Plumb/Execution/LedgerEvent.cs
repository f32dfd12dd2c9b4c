using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>One row of <c>plumb.event</c>, without what was run.</summary>
/// <param name="Id">1, 2, 3, …</param>
/// <param name="At">When it was written, by the server's clock.</param>
/// <param name="Actor">The database user of the session that wrote it.</param>
/// <param name="Action">Such as <c>apply</c> or <c>revert</c>.</param>
/// <param name="Migration">The migration's file stem.</param>
/// <param name="Checksum">Of the file that ran.</param>
public sealed record LedgerEvent(long Id, DateTimeOffset At, string Actor, string Action, string Migration, Checksum Checksum);
