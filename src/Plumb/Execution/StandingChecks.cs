using Plumb.Checks;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>Chooses the checks that must hold by the migrations that are in place: those after their <c>since</c> and before their <c>until</c>.</summary>
/// <param name="chain">The files, to judge the names.</param>
/// <param name="inPlace">The file stems of the migrations that are in place when the checks run.</param>
internal sealed class StandingChecks(Chain chain, IEnumerable<string> inPlace)
{
    private readonly HashSet<string> ids = [.. chain.Migrations.Select(static m => m.Id)];
    private readonly HashSet<string> there = [.. inPlace];

    /// <summary>One more migration is in place from now on.</summary>
    public void Add(string migration) => there.Add(migration);

    /// <summary>The checks that must hold; a migration that does not exist is added to <paramref name="findings"/>.</summary>
    public IReadOnlyList<Check> Of(IReadOnlyList<Check> checks, List<Finding> findings)
    {
        findings.AddRange(checks.Where(c => IsUnknown(c.Since)).Select(c => LedgerFindings.UnknownSpan(c, "since", c.Since!, ids)));
        findings.AddRange(checks.Where(c => IsUnknown(c.Until)).Select(c => LedgerFindings.UnknownSpan(c, "until", c.Until!, ids)));
        return [.. checks.Where(c => (c.Since is null || there.Contains(c.Since)) && (c.Until is null || !there.Contains(c.Until)))];
    }

    private bool IsUnknown(string? id) => id is not null && !ids.Contains(id);
}
