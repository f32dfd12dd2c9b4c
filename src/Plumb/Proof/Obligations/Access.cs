using System.Globalization;
using Plumb.Migrations;

namespace Plumb.Proof.Obligations;

/// <summary>No role gains access to rows that no policy filters, unless the migration declares it; the difference is always told.</summary>
internal sealed class Access : IObligation
{
    /// <inheritdoc/>
    public string Name => "access";

    /// <inheritdoc/>
    public Task<ObligationResult> JudgeAsync(ProofContext context, CancellationToken cancellationToken) => Task.FromResult(Judge(context));

    private ObligationResult Judge(ProofContext context)
    {
        var (before, after) = (context.Before.Access, context.After.Access);
        var keys = before.KeysThatDiffer(after).ToList();
        if (keys.Count == 0)
        {
            return context.Result(this, ProofOutcome.Shown, "unchanged");
        }

        var gained = keys.Where(key => after[key] > before[key]).ToList();
        var undeclared = gained.Where(key => after[key] == AccessLevel.All || before.Tables.ContainsKey(key.Table)).ToList();
        var counts = string.Create(CultureInfo.InvariantCulture, $"{gained.Count} gained, {keys.Count - gained.Count} lost");
        if (undeclared.Count == 0)
        {
            return context.Result(this, ProofOutcome.Shown, counts);
        }

        if (context.Migration.Directives.AllowanceOf(Hazards.Access) is { } declared)
        {
            return context.Result(this, ProofOutcome.Shown, $"{counts}, declared: {declared.Reason}");
        }

        return context.Result(this, ProofOutcome.Faulty, counts) with { Findings = [ProofFindings.AccessGained(context.Migration, Sentences(undeclared, after))] };
    }

    private static IReadOnlyList<string> Sentences(IEnumerable<AccessKey> keys, AccessTable after) =>
    [
        .. keys.GroupBy(key => (key.Role, key.Table, Level: after[key])).OrderBy(static g => g.Key.Table, StringComparer.Ordinal).ThenBy(static g => g.Key.Role, StringComparer.Ordinal)
            .Select(static g => $"{g.Key.Role} gains {string.Join(", ", g.Select(static k => k.Command))} on {g.Key.Table}{(g.Key.Level == AccessLevel.Filtered ? " (as its policies let it)" : "")}"),
    ];
}
