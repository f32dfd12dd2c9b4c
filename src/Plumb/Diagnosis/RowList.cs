using System.Globalization;
using Plumb.Findings;

namespace Plumb.Diagnosis;

/// <summary>Lists the rows that kept a statement from succeeding: the first few, and how many there are.</summary>
internal static class RowList
{
    private const int Shown = 5;

    /// <summary>The finding with the rows as details; as it was when there are none. Masked values leave the number.</summary>
    public static async Task<Finding> AddAsync(Finding finding, string query, FailedStatement failed, Inquiry inquiry, CancellationToken cancellationToken)
    {
        var counted = await inquiry.AskAsync($"SELECT pg_catalog.count(*) FROM ({query}) AS found", cancellationToken).ConfigureAwait(false);
        var total = counted.Rows is [[{ } number]] ? long.Parse(number, CultureInfo.InvariantCulture) : 0;
        if (total == 0)
        {
            return finding;
        }

        var rows = failed.MasksValues ? Answer.None : await inquiry.AskAsync($"{query} LIMIT {Shown}", cancellationToken).ConfigureAwait(false);
        var rest = total - rows.Rows.Count;
        return finding with
        {
            Details =
            [
                .. finding.Details,
                .. rows.Rows.Select(row => $"row {string.Join("  ", rows.Columns.Zip(row, static (column, value) => $"{column} {value ?? "NULL"}"))}"),
                .. rest > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{(rows.Rows.Count == 0 ? "" : "… ")}{rest} {(rows.Rows.Count == 0 ? "" : "more ")}row{(rest == 1 ? "" : "s")}")] : Array.Empty<string>(),
            ],
        };
    }
}
