namespace Plumb.Migrations.Styles;

/// <summary><c>VERSION_name.sql</c> holds the up script alone; companions stand elsewhere.</summary>
internal sealed class PlainStyle : IFileStyle
{
    public string Tool => "";

    public string? NewCommand => null;

    public bool Fits(StyledFolder folder) => true;

    public IReadOnlyList<MigrationFile> List(StyledFolder folder) =>
        [.. folder.Content.Stems.Select(stem => new MigrationFile(stem, folder.Content.PathOf(stem), MigrationKind.Versioned))];
}
