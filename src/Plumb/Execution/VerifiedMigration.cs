using Plumb.Checks;
using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>The checks of one migration that ran on their own.</summary>
/// <param name="Migration">Whose checks; null for the health checks of the whole database.</param>
/// <param name="Checks">Their results.</param>
public sealed record VerifiedMigration(Migration? Migration, DecisionTable Checks);
