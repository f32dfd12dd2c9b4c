using System.Globalization;
using Plumb.Proof.Sizes;

namespace Plumb.Reporting;

public sealed partial class TextReport
{
    private const int SizedRows = 15;
    private const int SizedBytes = 11;

    // The largest first: they are those that migrations block.
    private void WriteStatistics(TableStatistics statistics)
    {
        Separate();
        var longest = statistics.Tables.Select(static t => t.Name.Length).Append("table".Length).Max();
        var width = Math.Min(longest + 2, style.Width - 2 - SizedRows - SizedBytes);
        output.WriteLine(style.Faint($"  {"table".PadRight(width)}{"rows".PadLeft(SizedRows)}{"size".PadLeft(SizedBytes)}"));
        foreach (var table in statistics.Tables.OrderByDescending(static t => t.Bytes).ThenBy(static t => t.Name, StringComparer.Ordinal))
        {
            output.WriteLine($"  {Cut(table.Name, width - 1).PadRight(width)}{table.Rows.ToString("N0", CultureInfo.InvariantCulture),SizedRows}{Size(table.Bytes),SizedBytes}");
        }

        wroteSomething = true;
    }

    private static string Size(long bytes) => bytes switch
    {
        < 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0} kB"),
        < 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GB"),
    };
}
