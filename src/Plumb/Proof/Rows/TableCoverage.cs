namespace Plumb.Proof.Rows;

/// <summary>What came of filling one table.</summary>
/// <param name="Table">Its name with its schema, quoted where it must be.</param>
/// <param name="Rows">How many rows were made.</param>
/// <param name="Nulls">In how many columns that take NULL there is one.</param>
/// <param name="Nullable">How many columns take NULL.</param>
/// <param name="Tried">How many rows were offered.</param>
/// <param name="Refusals">Why the server refused rows, by constraint or message, and how often.</param>
public sealed record TableCoverage(string Table, int Rows, int Nulls, int Nullable, int Tried, IReadOnlyDictionary<string, int> Refusals)
{
    /// <summary>What kept every row out most often; null when there are rows.</summary>
    public string? Obstacle => Rows > 0 ? null : Refusals.OrderByDescending(static r => r.Value).Select(static r => r.Key).FirstOrDefault() ?? "no row could be made";
}
