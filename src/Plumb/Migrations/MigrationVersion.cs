namespace Plumb.Migrations;

/// <summary>The leading digits of a migration's file name, compared as a number of any length; with dots between, number by number.</summary>
/// <remarks>
/// Dates and times of different precision are compared on the calendar: <c>20250215</c> stands between <c>20250214235959</c> and
/// <c>20250215000000</c>, as it does for tools that compare names.
/// </remarks>
/// <param name="Digits">The digits as they stand in the name, such as <c>20250112000001</c> or <c>1.2</c>; empty when the name starts with none.</param>
public readonly record struct MigrationVersion(string Digits) : IComparable<MigrationVersion>
{
    /// <inheritdoc/>
    public int CompareTo(MigrationVersion other)
    {
        var mine = Digits.AsSpan();
        var theirs = other.Digits.AsSpan();
        while (!mine.IsEmpty || !theirs.IsEmpty)
        {
            var order = CompareNumbers(Next(ref mine), Next(ref theirs));
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    /// <summary>Whether the left version runs before the right one.</summary>
    public static bool operator <(MigrationVersion left, MigrationVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left version runs after the right one.</summary>
    public static bool operator >(MigrationVersion left, MigrationVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left version does not run after the right one.</summary>
    public static bool operator <=(MigrationVersion left, MigrationVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left version does not run before the right one.</summary>
    public static bool operator >=(MigrationVersion left, MigrationVersion right) => left.CompareTo(right) >= 0;

    /// <summary>The digits.</summary>
    public override string ToString() => Digits;

    // The number up to the next dot; none where there is nothing left, which is less than any but zero.
    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest)
    {
        var dot = rest.IndexOf('.');
        var number = dot < 0 ? rest : rest[..dot];
        rest = dot < 0 ? [] : rest[(dot + 1)..];
        return number.TrimStart('0');
    }

    private static int CompareNumbers(ReadOnlySpan<char> mine, ReadOnlySpan<char> theirs)
    {
        var order = LengthToTheSecond(mine).CompareTo(LengthToTheSecond(theirs));
        return order != 0 ? order : mine.CompareTo(theirs, StringComparison.Ordinal);
    }

    // A day (20250215) and a minute (202502151030) are as long as the time to the second that they begin.
    private static int LengthToTheSecond(ReadOnlySpan<char> number) => number switch
    {
        ['1' or '2', '0' or '9', ..] when number.Length is 8 or 12 => 14,
        _ => number.Length,
    };
}
