namespace Plumb.Migrations;

/// <summary>The files of one migration, before they are read.</summary>
/// <param name="Id">The file stem.</param>
/// <param name="Path">The up script, relative to the project.</param>
/// <param name="Kind">When it runs.</param>
internal sealed record MigrationFile(string Id, string Path, MigrationKind Kind)
{
    /// <summary>The leading digits; none for a repeatable migration.</summary>
    public MigrationVersion Version { get; } = new(Kind == MigrationKind.Versioned ? Id[..DigitCount(Id)] : "");

    /// <summary>The stem without the version and the separators after it.</summary>
    public string Name => Kind == MigrationKind.Versioned ? Id[Version.Digits.Length..].TrimStart('_', '-', '.', ' ') : Id;

    /// <summary>Path of the companion file by its word; without an entry when there is no file.</summary>
    public Dictionary<string, string> Companions { get; } = new(StringComparer.Ordinal);

    private static int DigitCount(string stem)
    {
        var count = stem.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return count < 0 ? stem.Length : count;
    }
}
