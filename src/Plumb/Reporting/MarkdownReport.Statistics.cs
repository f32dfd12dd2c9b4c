using System.Globalization;
using Plumb.Proof.Sizes;

namespace Plumb.Reporting;

public sealed partial class MarkdownReport
{
    private void WriteStatistics(TableStatistics statistics)
    {
        output.WriteLine();
        output.WriteLine("| Table | Rows | Bytes |");
        output.WriteLine("|---|--:|--:|");
        foreach (var table in statistics.Tables.OrderByDescending(static t => t.Bytes).ThenBy(static t => t.Name, StringComparer.Ordinal))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {Escape(table.Name)} | {table.Rows} | {table.Bytes} |"));
        }
    }
}
