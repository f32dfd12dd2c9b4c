using Plumb.Migrations.Styles;

namespace Plumb.Migrations;

/// <summary>The files of one migration, before they are read.</summary>
/// <param name="Id">The file stem.</param>
/// <param name="Path">The up script, relative to the project.</param>
/// <param name="Kind">When it runs.</param>
internal sealed record MigrationFile(string Id, string Path, MigrationKind Kind)
{
    /// <summary>The leading digits, unless its style says otherwise; none for a repeatable migration.</summary>
    public MigrationVersion Version { get; init; } = new(Kind == MigrationKind.Versioned ? Id[..DigitCount(Id)] : "");

    /// <summary>The stem without the version and the separators after it, unless its style says otherwise.</summary>
    public string Name { get; init; } = Kind == MigrationKind.Versioned ? Id[DigitCount(Id)..].TrimStart('_', '-', '.', ' ') : Id;

    /// <summary>The comments that divide it into an up and a down part; null when it is an up script as a whole.</summary>
    public SectionMarks? Marks { get; init; }

    /// <summary>What must run before it, where that is written outside of the file.</summary>
    public IReadOnlyList<Requirement> Requires { get; init; } = [];

    /// <summary>True when it is said outside of the file that it runs outside a transaction.</summary>
    public bool RunsOutsideTransaction { get; init; }

    /// <summary>Path of the companion file by its word; without an entry when there is no file.</summary>
    public Dictionary<string, string> Companions { get; } = new(StringComparer.Ordinal);

    private static int DigitCount(string stem)
    {
        var count = stem.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return count < 0 ? stem.Length : count;
    }
}
