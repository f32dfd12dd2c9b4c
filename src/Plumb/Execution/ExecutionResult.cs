using Plumb.Checks;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Execution;

/// <summary>What a command did to one database, or found in it.</summary>
/// <param name="Target">The database.</param>
/// <param name="Identity">Who answered.</param>
/// <param name="Before">Chain against ledger when it began.</param>
/// <param name="Results">What was applied or taken back, in order; the last one may have failed.</param>
public sealed record ExecutionResult(
    ConnectionTarget Target, ServerIdentity Identity, ChainStatus Before, IReadOnlyList<MigrationResult> Results)
{
    /// <summary>The checks that belong to no run of a migration: those of <c>verify</c>, by migration; the health checks have no migration.</summary>
    public IReadOnlyList<VerifiedMigration> Verified { get; init; } = [];

    /// <summary>What else is to be said.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Every check that ran.</summary>
    public DecisionTable Checks => new([.. Results.SelectMany(static r => r.Checks.Results), .. Verified.SelectMany(static v => v.Checks.Results)]);

    /// <summary>True when every migration ended as it was meant to, and every required check passed.</summary>
    public bool Succeeded => Results.All(static r => r.Succeeded) && Checks.Passed && Findings.All(static f => f.Severity != Severity.Error);
}
