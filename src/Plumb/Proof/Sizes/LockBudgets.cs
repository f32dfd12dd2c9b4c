using Plumb.Environments;

namespace Plumb.Proof.Sizes;

/// <summary>The budgets of a project.</summary>
/// <param name="All">Those that are written down.</param>
public sealed record LockBudgets(IReadOnlyList<TableBudget> All)
{
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(500);

    /// <summary>No budget but the usual one of half a second.</summary>
    public static LockBudgets None { get; } = new([]);

    /// <summary>How long a table may be blocked.</summary>
    /// <param name="names">Its name, then those of the partitioned tables that it belongs to: their budget is its own where it has none.</param>
    public TimeSpan Of(IReadOnlyList<string> names) =>
        (names.Append(TableBudget.Default).Select(n => All.FirstOrDefault(b => b.Table == n)).FirstOrDefault(static b => b is not null))?.Limit ?? Usual;
}
