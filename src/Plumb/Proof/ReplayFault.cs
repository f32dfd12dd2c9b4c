using Plumb.Execution;
using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Proof;

/// <summary>A statement of a chain that does not run where it stands.</summary>
/// <param name="Prepared">Its migration.</param>
/// <param name="Statement">The statement; null when a constraint failed that waits for the end of the transaction.</param>
/// <param name="Finding">What is wrong, with its place.</param>
internal sealed record ReplayFault(PreparedMigration Prepared, Statement? Statement, Finding Finding)
{
    /// <summary>What the server said; null when the server was not asked.</summary>
    public Npgsql.PostgresException? Cause { get; init; }
}
