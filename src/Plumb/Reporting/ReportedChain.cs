using Plumb.Execution;
using Plumb.Migrations;

namespace Plumb.Reporting;

/// <summary>A chain in numbers, as it was before the command.</summary>
/// <param name="Folder">The migrations folder.</param>
/// <param name="Tool">The tool in whose style the files are kept; empty for Plumb's own.</param>
/// <param name="Files">How many migrations there are, repeatable ones included.</param>
/// <param name="Applied">How many are in place.</param>
/// <param name="Pending">How many would run.</param>
public sealed record ReportedChain(string Folder, string Tool, int Files, int Applied, int Pending)
{
    /// <summary>The numbers of <paramref name="chain"/> in one database.</summary>
    public static ReportedChain Of(Chain chain, ChainStatus status) => new(
        chain.Folder,
        chain.Tool,
        chain.Versioned.Count + chain.Repeatable.Count,
        status.Migrations.Count(static m => m.IsInPlace),
        status.Pending.Count());
}
