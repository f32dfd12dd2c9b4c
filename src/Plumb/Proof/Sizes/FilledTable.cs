using System.Globalization;
using System.Runtime.InteropServices;

namespace Plumb.Proof.Sizes;

/// <summary>A table that was filled to measure something.</summary>
/// <param name="Name">Its name with its schema, quoted where it must be.</param>
/// <param name="Rows">How many rows it was filled with.</param>
/// <param name="Of">How many rows it has in truth.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FilledTable(string Name, long Rows, long Of)
{
    /// <summary>How many times larger it is in truth; at least 1.</summary>
    public double Factor => Rows == 0 ? 1 : Math.Max(1, (double)Of / Rows);

    /// <summary>Such as <c>100,000 of 1,200,000 rows of public.event</c>.</summary>
    public override string ToString() => Factor > 1
        ? string.Create(CultureInfo.InvariantCulture, $"{Rows:N0} of {Of:N0} rows of {Name}")
        : string.Create(CultureInfo.InvariantCulture, $"{Rows:N0} rows of {Name}");
}
