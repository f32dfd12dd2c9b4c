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
    public TimeSpan Of(string table) => (All.FirstOrDefault(b => b.Table == table) ?? All.FirstOrDefault(static b => b.Table == TableBudget.Default))?.Limit ?? Usual;
}
