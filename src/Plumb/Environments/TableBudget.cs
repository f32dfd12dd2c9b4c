using Plumb.Findings;

namespace Plumb.Environments;

/// <summary>How long a table may be blocked.</summary>
/// <param name="Table">The table's name with its schema, or <see cref="Default"/> for all others.</param>
/// <param name="Limit">The longest that its readers or writers may wait.</param>
/// <param name="Place">Where it stands in <c>plumb.yaml</c>; null when it stands nowhere.</param>
public sealed record TableBudget(string Table, TimeSpan Limit, Place? Place)
{
    /// <summary>The name under which the budget of all other tables stands.</summary>
    public const string Default = "default";
}
