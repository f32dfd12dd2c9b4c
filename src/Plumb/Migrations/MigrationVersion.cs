namespace Plumb.Migrations;

/// <summary>The leading digits of a migration's file name, compared as a number of any length.</summary>
/// <param name="Digits">The digits as they stand in the name; empty when the name starts with none.</param>
public readonly record struct MigrationVersion(string Digits) : IComparable<MigrationVersion>
{
    /// <inheritdoc/>
    public int CompareTo(MigrationVersion other)
    {
        var mine = Digits.AsSpan().TrimStart('0');
        var theirs = other.Digits.AsSpan().TrimStart('0');
        return mine.Length != theirs.Length ? mine.Length.CompareTo(theirs.Length) : mine.CompareTo(theirs, StringComparison.Ordinal);
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
}
