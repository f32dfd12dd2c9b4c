using Plumb.Checks;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>What happened when one migration was applied or taken back.</summary>
/// <param name="Migration">The migration.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Duration">From its first statement to its end.</param>
public sealed record MigrationResult(Migration Migration, MigrationOutcome Outcome, TimeSpan Duration)
{
    /// <summary>The results of its checks: <c>require</c> before, then <c>verify</c> after.</summary>
    public DecisionTable Checks { get; init; } = DecisionTable.Empty;

    /// <summary>How long locks were held: from its first statement to the commit; zero outside a transaction.</summary>
    public TimeSpan LockTime { get; init; }

    /// <summary>How often a lock could not be had in time before it ran.</summary>
    public int Retries { get; init; }

    /// <summary>What the server reported while it ran, such as the text of <c>RAISE NOTICE</c>.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Why it did not end well; empty when it did.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>True when it ended as it was meant to.</summary>
    public bool Succeeded => Outcome is MigrationOutcome.Applied or MigrationOutcome.Reverted;
}
