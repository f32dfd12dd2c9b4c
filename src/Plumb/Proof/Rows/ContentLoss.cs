namespace Plumb.Proof.Rows;

/// <summary>Something that was in a table and is not there afterwards.</summary>
/// <param name="Table">The table's name, as it was before.</param>
/// <param name="Column">The column's name, as it was before; null when it is about whole rows.</param>
/// <param name="Lost">How many rows, or values that are not NULL.</param>
/// <param name="Before">How many there were.</param>
/// <param name="IsGone">Whether the table or the column itself is gone.</param>
public sealed record ContentLoss(string Table, string? Column, long Lost, long Before, bool IsGone)
{
    /// <summary>The loss for people: <c>public.videos.title: 3 of 20 values are gone or changed</c>.</summary>
    public override string ToString() => (Column, IsGone) switch
    {
        (null, true) => $"{Table}: the table is gone, with {Lost} rows",
        (null, false) => $"{Table}: {Lost} of {Before} rows are gone",
        (_, true) => $"{Table}.{Column}: the column is gone, with {Lost} values",
        _ => $"{Table}.{Column}: {Lost} of {Before} values are gone or changed",
    };
}
