using Plumb.Execution;

namespace Plumb.Proof;

/// <summary>A migration that ran the first time does not run in another replay.</summary>
/// <param name="migration">The migration.</param>
/// <param name="role">The role that ran it.</param>
/// <param name="cause">What the server said.</param>
internal sealed class ReplayException(PreparedMigration migration, string role, StatementException cause) : Exception(cause.Message, cause)
{
    /// <summary>The migration.</summary>
    public PreparedMigration Migration { get; } = migration;

    /// <summary>What is told of it.</summary>
    public Findings.Finding Finding { get; } = ProofFindings.Of(cause, migration.Migration, role);
}
