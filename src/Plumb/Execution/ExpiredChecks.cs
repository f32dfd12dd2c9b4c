using Plumb.Checks;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>Leaves out the checks that need not hold any more since the migration is in place until which they must.</summary>
internal sealed class ExpiredChecks(Chain chain, ChainStatus status)
{
    private readonly HashSet<string> ids = [.. chain.Versioned.Concat(chain.Repeatable).Select(static m => m.Id)];
    private readonly HashSet<string> inPlace = [.. status.Migrations.Where(static m => m.IsInPlace).Select(static m => m.Id)];

    /// <summary>The checks that must hold; a migration that does not exist is added to <paramref name="findings"/>.</summary>
    public IReadOnlyList<Check> Without(IReadOnlyList<Check> checks, List<Finding> findings)
    {
        if (checks.All(static c => c.Until is null))
        {
            return checks;
        }

        findings.AddRange(checks.Where(c => c.Until is not null && !ids.Contains(c.Until)).Select(c => LedgerFindings.UnknownUntil(c, ids)));
        return [.. checks.Where(c => c.Until is null || !inPlace.Contains(c.Until))];
    }
}
