namespace Plumb.Migrations.Styles;

/// <summary><c>VERSION_name.up.sql</c> and <c>VERSION_name.down.sql</c>, as golang-migrate and others have them.</summary>
internal sealed class PairedStyle : IFileStyle
{
    private const string Up = ".up";
    private const string Down = ".down";

    public string Tool => "golang-migrate";

    public string NewCommand => "migrate create -ext sql -dir {0} NAME";

    public bool Fits(StyledFolder folder) => folder.Content.Stems.Any(static s => s.EndsWith(Up, StringComparison.Ordinal))
        && folder.Content.Stems.All(static s => s.EndsWith(Up, StringComparison.Ordinal) || s.EndsWith(Down, StringComparison.Ordinal));

    public IReadOnlyList<MigrationFile> List(StyledFolder folder)
    {
        var stems = folder.Content.Stems.ToHashSet(StringComparer.Ordinal);
        var files = new List<MigrationFile>();
        foreach (var stem in folder.Content.Stems.Where(static s => s.EndsWith(Up, StringComparison.Ordinal)))
        {
            var id = stem[..^Up.Length];
            var file = new MigrationFile(id, folder.Content.PathOf(stem), MigrationKind.Versioned);
            if (stems.Contains(id + Down))
            {
                file.Companions[DirectiveWords.Revert] = folder.Content.PathOf(id + Down);
            }

            files.Add(file);
        }

        return files;
    }
}
